"""Files to keep without a network: pure up to HTML; PDF, pictures and codes at the edge."""
