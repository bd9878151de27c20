"""Interface words for the closed lists of entries: places, branches, kinds, stages, marks."""

from __future__ import annotations

from bot.entries.base import Basis
from bot.entries.card import Meaning
from bot.entries.channel import ChannelState
from bot.entries.contact import ContactKind
from bot.entries.page import AgreementStatus, Branch, Coverage, Place, Stage
from bot.entries.source import SourceKind
from bot.errors import mark

PLACES = {
    Place.ROUTES: mark("🧭 Who may go and how"),
    Place.AGREEMENTS: mark("🤝 Agreements with Uzbekistan"),
    Place.WORK_RIGHTS: mark("⚖️ Rights at work"),
    Place.SOCIAL_SECURITY: mark("🏥 Social security"),
    Place.SITUATIONS: mark("🛟 What to do when…"),
    Place.MONEY: mark("💸 Money home and tax"),
    Place.COMING_HOME: mark("🏡 Coming home"),
    Place.SCAMS: mark("🚫 Scams and official channels"),
}
STAGES = {
    Stage.BEFORE: mark("🎒 Before you go"),
    Stage.ARRIVAL: mark("🛬 On arrival"),
    Stage.WORK: mark("🛠 At work"),
    Stage.RETURN: mark("🏡 Coming home"),
}
BRANCHES = {
    Branch.MEDICAL_CARE: mark("Medical care"),
    Branch.SICKNESS: mark("Sickness"),
    Branch.UNEMPLOYMENT: mark("Unemployment"),
    Branch.OLD_AGE: mark("Old age"),
    Branch.WORK_INJURY: mark("Work injury"),
    Branch.FAMILY: mark("Family"),
    Branch.MATERNITY: mark("Maternity"),
    Branch.INVALIDITY: mark("Invalidity"),
    Branch.SURVIVORS: mark("Survivors"),
}
COVERAGE = {
    Coverage.COVERED: mark("✅ A foreign worker is covered"),
    Coverage.PARTLY: mark("🟡 A foreign worker is covered in part"),
    Coverage.NOT_COVERED: mark("❌ A foreign worker is not covered"),
    Coverage.NOT_CONFIRMED: mark("❔ Not confirmed: ask before you rely on it"),
}
COVERAGE_SIGNS = {
    Coverage.COVERED: "✅",
    Coverage.PARTLY: "🟡",
    Coverage.NOT_COVERED: "❌",
    Coverage.NOT_CONFIRMED: "❔",
}
CHANNEL_STATES = {
    ChannelState.WORKS: mark("✅ Works"),
    ChannelState.NOT_CONFIRMED: mark("❔ Not confirmed that it works"),
    ChannelState.DISTURBED: mark("⚠️ Works with disturbances"),
    ChannelState.CLOSED: mark("⛔ Closed"),
}
CHANNEL_SIGNS = {
    ChannelState.WORKS: "✅",
    ChannelState.NOT_CONFIRMED: "❔",
    ChannelState.DISTURBED: "⚠️",
    ChannelState.CLOSED: "⛔",
}
STATUSES = {
    AgreementStatus.IN_FORCE: mark("in force"),
    AgreementStatus.APPROVED: mark("approved by Uzbekistan; whether it is in force is not known"),
    AgreementStatus.SIGNED: mark("signed; whether it is in force is not known"),
    AgreementStatus.COOPERATION: mark("a paper on cooperation, not a treaty"),
    AgreementStatus.DRAFT: mark("a draft"),
    AgreementStatus.PLANNED: mark("planned"),
    AgreementStatus.ENDED: mark("ended"),
    AgreementStatus.UNKNOWN: mark("not known"),
}
BASES = {
    Basis.REPORTED: mark(
        "📰 This rests on press or second-hand reports, not on an official page. "
        "Check with the office named here before you act."
    ),
    Basis.CONFLICTING: mark("⚠️ Sources disagree here. Ask before you act."),
}
CONTACT_KINDS = {
    ContactKind.EMERGENCY: mark("🚑 Emergency number"),
    ContactKind.POLICE: mark("🚓 Police"),
    ContactKind.HOTLINE: mark("☎️ Hotline"),
    ContactKind.EMBASSY: mark("🏛 Embassy"),
    ContactKind.CONSULATE: mark("🏛 Consulate"),
    ContactKind.AGENCY: mark("🏢 State office"),
    ContactKind.LABOUR_OFFICE: mark("⚖️ Labour office"),
    ContactKind.SUPPORT_CENTRE: mark("🤝 Support centre"),
    ContactKind.NGO: mark("🤝 Non-governmental organisation"),
    ContactKind.UNION: mark("✊ Trade union"),
    ContactKind.COURT: mark("⚖️ Court"),
    ContactKind.INSURANCE: mark("🛡 Insurance office"),
    ContactKind.OTHER: mark("📇 Contact"),
}
MEANINGS = {
    Meaning.HELP: mark("Help! I am in danger."),
    Meaning.POLICE: mark("Please call the police."),
    Meaning.AMBULANCE: mark("Please call an ambulance."),
    Meaning.CITIZEN: mark("I am a citizen of Uzbekistan."),
    Meaning.EMBASSY: mark("Please call the embassy of Uzbekistan."),
    Meaning.INTERPRETER: mark("I do not speak your language. I need an interpreter."),
}
SOURCE_KINDS = {
    SourceKind.OFFICIAL: mark("official"),
    SourceKind.INTERGOVERNMENTAL: mark("intergovernmental"),
    SourceKind.NGO: mark("non-governmental organisation"),
    SourceKind.PRESS: mark("press"),
    SourceKind.SECONDARY: mark("second-hand"),
    SourceKind.BLOG: mark("private page"),
}
