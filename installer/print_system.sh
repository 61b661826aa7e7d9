#!/usr/bin/env bash
# Labels are tested through a real print queue: install CUPS where it is missing and can be had.
# Without it those tests are skipped and say so.
set -u
if [ -x /usr/sbin/cupsd ] || command -v cupsd >/dev/null; then
    exit 0
fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "no print system: install the packages cups and cups-client to test print queues"
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
packages="cups cups-client"
# A machine without a network must not wait for it.
patience="-o Acquire::http::Timeout=20 -o Acquire::Retries=1"
quiet() { timeout 300 apt-get $patience -qq "$@" >/dev/null 2>&1; }
install() { quiet install -y --no-install-recommends $packages; }
install || { quiet update && install; } ||
    echo "no print system: cups could not be installed"
exit 0
