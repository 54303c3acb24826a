# Checks for acceptance scripts: each prints one line and is counted; none stops the others.
# Sourced by ci/acceptance and ci/clients/*. The log of all lines is $CHECKS_LOG.

pass() { printf 'ok      %s\n' "$1" | tee -a "$CHECKS_LOG"; }
fail() { printf 'NOT OK  %s\n' "$1" | tee -a "$CHECKS_LOG"; [ $# -lt 2 ] || printf '%s\n' "$2" | head -n 20 | sed 's/^/          /'; }
skip() { printf 'skipped %s\n' "$1" | tee -a "$CHECKS_LOG"; }

# check NAME EXPECTED-REGEX COMMAND...: the command succeeds and what it prints matches.
check() {
    local name=$1 expected=$2 output status=0
    shift 2
    output=$("$@" 2>&1) || status=$?
    if [ $status -eq 0 ] && grep -Eq -- "$expected" <<<"$output"; then
        pass "$name"
    else
        fail "$name" "expected /$expected/, exit code $status, got: $output"
    fi
}

# refused NAME EXPECTED-REGEX COMMAND...: the command fails and says why.
refused() {
    local name=$1 expected=$2 output status=0
    shift 2
    output=$("$@" 2>&1) || status=$?
    if [ $status -ne 0 ] && grep -Eq -- "$expected" <<<"$output"; then
        pass "$name"
    else
        fail "$name" "expected a refusal with /$expected/, exit code $status, got: $output"
    fi
}

# eventually NAME SECONDS EXPECTED-REGEX COMMAND...: what it prints matches within so many seconds.
eventually() {
    local name=$1 seconds=$2 expected=$3 output='' end=$((SECONDS + $2))
    shift 3
    while :; do
        output=$("$@" 2>&1) || true
        if grep -Eq -- "$expected" <<<"$output"; then
            pass "$name"
            return 0
        fi
        [ $SECONDS -lt "$end" ] || break
        sleep 0.5
    done
    fail "$name" "expected /$expected/ within $seconds s, last: $output"
    return 1
}

have() { command -v "$1" >/dev/null 2>&1; }
