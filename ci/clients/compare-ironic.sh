#!/bin/bash
# The same calls of the real and of a fake Ironic, through the real SDK; ironic-differences.md says which answers may differ, and why. Sourced by
# real-ironic.sh while its Ironic has no nodes.
here=$(dirname "$0")
if ! /usr/bin/python3 -c 'import openstack' 2>/dev/null; then
    skip 'both Ironics: python3-openstacksdk is not installed'
else
    dotnet run --no-build --project simulator -- --no-core --clock virtual --redfish http://127.0.0.1:0 --page http://127.0.0.1:0 --ironic http://127.0.0.1:0 \
        --data "$1/fake-data" >"$1/fake" 2>&1 </dev/null &
    fake=$!
    eventually 'both Ironics: the fake one starts' 60 'Ctrl-C ends it' cat "$1/fake"
    /usr/bin/python3 "$here/compare-ironic.py" play "$OS_ENDPOINT" "$1/real-answers" >"$1/real-play" 2>&1 || fail 'both Ironics: the real one is asked' "$(tail -n 5 "$1/real-play")"
    /usr/bin/python3 "$here/compare-ironic.py" play "$(sed -nE 's|^ +Ironic +(https?://[^ /]+).*|\1|p' "$1/fake")" "$1/fake-answers" >"$1/fake-play" 2>&1 ||
        fail 'both Ironics: the fake one is asked' "$(tail -n 5 "$1/fake-play")"
    check 'both Ironics: answer alike where no reason is given' ' 0 unexplained differences' \
        /usr/bin/python3 "$here/compare-ironic.py" compare "$1/real-answers" "$1/fake-answers" "$here/ironic-differences.md"
    kill -TERM $fake && wait $fake
fi
