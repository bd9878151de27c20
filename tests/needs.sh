#!/bin/sh
# Installs what the tests need from Debian where it is absent: a PostgreSQL server, Chromium with
# letters for it to draw, Hunspell with dictionaries, Pango for PDFs, and what PyICU is compiled
# with. Says what to do where it may not.
set -eu

needed=""
need() { needed="$needed $*"; }

command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need postgresql
command -v chromium >/dev/null 2>&1 || need chromium
fc-list ':lang=ko' 2>/dev/null | grep -q . || need fonts-noto-cjk
fc-list 2>/dev/null | grep -qi 'color *emoji' || need fonts-noto-color-emoji
fc-list 2>/dev/null | grep -qi dejavu || need fonts-dejavu-core
command -v hunspell >/dev/null 2>&1 || need hunspell
for language in ru_RU:ru en_GB:en-gb uz_UZ:uz; do
	[ -e "/usr/share/hunspell/${language%:*}.dic" ] || need "hunspell-${language#*:}"
done
# What PDFs are drawn with.
if ! ${PYTHON:-.venv/bin/python} -c 'import weasyprint' 2>/dev/null; then
	need libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
fi
if ! ${PYTHON:-.venv/bin/python} -c 'import icu' 2>/dev/null; then
	command -v g++ >/dev/null 2>&1 || need g++
	command -v pkg-config >/dev/null 2>&1 || need pkg-config
	pkg-config --exists icu-i18n 2>/dev/null || need libicu-dev
	${PYTHON:-.venv/bin/python} - <<-'CHECK' || need python3-dev
		import os, sys, sysconfig
		sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))
	CHECK
fi
[ -n "$needed" ] || exit 0

sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo -n"
echo "Installing from Debian:$needed"
if ! command -v apt-get >/dev/null 2>&1 || ! $sudo true 2>/dev/null; then
	echo "These are needed for the tests and cannot be installed from here:$needed" >&2
	exit 1
fi
$sudo apt-get update -qq
# The server of the package is not started: the tests make a private one.
$sudo mkdir -p /etc/postgresql-common
[ -e /etc/postgresql-common/createcluster.conf ] \
	|| echo 'create_main_cluster = false' | $sudo tee /etc/postgresql-common/createcluster.conf >/dev/null
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $needed >/dev/null
