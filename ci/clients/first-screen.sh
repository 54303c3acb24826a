#!/bin/bash
# What a newcomer does first: reads the screen, runs the three commands on it, makes the mistakes that people make.
. "$(dirname "$0")/../checks.sh"
have curl && have jq || { skip 'first screen: curl or jq is not installed'; exit 0; }

check 'screen: shows seed and clock' 'Seed 7, clock scaled=4' cat "$SCREEN"
check 'screen: shows the credentials' "$REDFISH_USER / $REDFISH_PASSWORD" cat "$SCREEN"
mapfile -t commands < <(sed -n '/^  Try:/,$p' "$SCREEN" | grep -E '^ +curl')
check 'screen: offers three commands' '^3$' echo "${#commands[@]}"
check 'screen: its first command lists the systems' '"Members@odata.count":16' bash -c "${commands[0]}"
check 'screen: its second command composes a node' '"name": ?"web-1"' bash -c "${commands[1]}"
check 'screen: its third command shows that node' 'web-1.*Assembled' bash -c "${commands[2]} | jq -c '.nodes[] | [.name, .state]'"
node=$(curl -s "$VALENCE/v1/nodes" | jq -r '.[0].uuid')
check 'screen: the node is released again' 'DELETED' curl -s -X DELETE "$VALENCE/v1/nodes/$node"

check 'page: is served' '<title>' curl -s "$PAGE/"
check 'page: the law of conservation holds' '"hold":true' curl -s "$PAGE/sim/v1/invariants"
check 'page: the racks are in the snapshot' '^2 16$' bash -c "curl -s $PAGE/sim/v1/snapshot | jq -r '\"\(.racks | length) \([.racks[].drawers[].sleds[]] | length)\"'"

simulator() { dotnet run --no-build --project simulator -- "$@" </dev/null; }
refused 'options: a typing error names the nearest option' 'The nearest is --seed' simulator --sead 3
refused 'options: all problems are told at once (clock)' '^--clock fast: ' simulator --clock fast --seed x --page ftp://here
refused 'options: all problems are told at once (seed)' '^--seed x: ' simulator --clock fast --seed x --page ftp://here
refused 'options: all problems are told at once (page)' '^--page ftp://here: ' simulator --clock fast --seed x --page ftp://here
check 'options: help is complete' '--no-auth' simulator --help
refused 'options: a taken port is named with its option' "Port ${PAGE##*:} .*--page" simulator --no-core --redfish http://127.0.0.1:0 --ironic http://127.0.0.1:0 --page "$PAGE"
broken=$(mktemp)
echo '{"pod": {"name": 7}, "models": {}, "racks": [{"units": 900, "drawers": [{"unit": 1, "sleds": ["x"]}]}]}' >"$broken"
refused 'rack file: every problem is listed with its path' '\$\.racks\[0\]\.units: 900' simulator --rack "$broken"
refused 'rack file: every problem is listed with its path (another of them)' '\$\.pod\.name: must be a text' simulator --rack "$broken"
rm -f "$broken"
