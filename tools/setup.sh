#!/bin/sh
# Makes the virtual environment and installs what the lock file pins: `tools/setup.sh run` or `tools/setup.sh dev`.
# Needs nothing but Python 3.11 or newer; no compiler (wheels only). VENV names another folder than .venv.
# Scans are read by our own recogniser, which is part of the package. Tesseract's models, for --engine tesserocr, come
# with npm, else with the system's packages; without either, set-up says so in one sentence and goes on.
set -eu

kind=${1:-run}
venv=${VENV:-.venv}
cd "$(dirname "$0")/.."
case $kind in
    run) lock=requirements.lock ;;
    dev) lock=requirements-dev.lock ;;
    *) echo "usage: tools/setup.sh [run|dev]" >&2; exit 2 ;;
esac

say() { printf '%s\n' "$*" >&2; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in "${PYTHON:-}" python3.13 python3.12 python3.11 python3 python3.14; do
        if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && new_enough "$name"; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

# Installs system packages as root; anybody else is told the one command to run.
system_packages() {
    if ! command -v apt-get >/dev/null 2>&1; then
        say "Missing: $*. Install it with your system's package manager and run the same command again."
        exit 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        say "Missing: $*. Run this and then the same command again:"
        say "    sudo apt-get update && sudo apt-get install -y $*"
        exit 1
    fi
    say "Installing $* …"
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >&2
}

if [ ! -x "$venv/bin/python" ] || ! new_enough "$venv/bin/python"; then
    if ! python=$(find_python); then
        system_packages python3 python3-venv
        python=$(find_python) || { say "This system has no Python 3.11 or newer; install one and set PYTHON."; exit 1; }
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        system_packages "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    fi
    say "Making $venv with $("$python" --version) …"
    "$python" -m venv --clear "$venv"
fi
"$venv/bin/python" -m pip --version >/dev/null 2>&1 || "$venv/bin/python" -m ensurepip >&2

pip() { "$venv/bin/python" -m pip --disable-pip-version-check --quiet "$@" >&2; }

say "Installing the pinned packages of $lock …"
pip install --only-binary :all: --require-hashes -r "$lock"
# The project itself: editable, built by the pinned setuptools, nothing fetched.
pip install --no-deps --no-index --no-build-isolation --editable .

"$venv/bin/python" tools/models.py
touch "$venv/.stamp-run"
if [ "$kind" = dev ]; then touch "$venv/.stamp-dev"; fi
