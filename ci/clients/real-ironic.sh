#!/bin/bash
# Real OpenStack Ironic (Debian packages) as the other side: the core registers a composed node in it, it manages the node
# through the simulator's Redfish and powers it on.
#   real-ironic.sh DIR     a folder for its files
. "$(dirname "$0")/../checks.sh"
tool=$(dirname "$0")/../real-ironic
dir=$1/ironic
"$tool" install >"$1/ironic-install" 2>&1 || { skip "real Ironic: it is not installed and cannot be: $(tail -n 1 "$1/ironic-install")"; exit 0; }

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
core=
end() {
    [ -z "$core" ] || { kill -TERM "$core" 2>/dev/null; wait "$core" 2>/dev/null; }
    "$tool" stop "$dir" >/dev/null 2>&1
}
trap end EXIT

# The plug-in is told where the core is going to be.
core_url=http://127.0.0.1:$(free_port)
if ! "$tool" start "$dir" --plugin src/ironic-valence --set "valence.api_url=$core_url" >"$1/ironic-start" 2>&1; then
    fail 'real Ironic: starts' "$(tail -n 20 "$1/ironic-start")"
    exit 1
fi
pass 'real Ironic: starts'
check 'real Ironic: its processes run' 'conductor: runs' "$tool" status "$dir"
refused 'real Ironic: is not started twice in one folder' 'one running' "$tool" start "$dir"
eval "$("$tool" env "$dir")"

# wire PATH [CURL OPTION...]: Ironic's answer as it is; where much is asked or repeated, the command line takes a second each time, and
# repeats a 503 for half a minute.
wire() { local path=$1; shift; curl -s --fail-with-body -H 'X-OpenStack-Ironic-API-Version: 1.80' -H 'Content-Type: application/json' "$@" "$OS_ENDPOINT/v1/$path"; }

. "$(dirname "$0")/compare-ironic.sh"

# The core on its own, as it runs against real hardware.
dotnet run --no-build --project src/Valence -- serve --url "$core_url" --database "Data Source=$1/valence.db" \
    --ironic "$OS_ENDPOINT" >"$1/valence" 2>&1 </dev/null &
core=$!
eventually 'real Ironic: the core starts on its own' 60 'OpenStack Valence API' curl -s "$core_url/" || { cat "$1/valence"; exit 1; }

api() { curl -s -X "$1" "$core_url/v1/$2" -H 'Content-Type: application/json' ${3:+-d "$3"}; }
ca=$1/data/redfish-certificate.pem
check 'real Ironic: the core takes the pod' '"status": ?"Online"' api POST pod_managers "{\"name\": \"pod\", \"url\": \"$REDFISH\", \"verify_ca\": \"$ca\",
    \"authentication\": [{\"type\": \"basic\", \"auth_items\": {\"username\": \"$REDFISH_USER\", \"password\": \"$REDFISH_PASSWORD\"}}]}"
check 'real Ironic: the core composes a node' '"name": ?"real-1"' api POST nodes '{"name": "real-1", "properties": {"processor": {"total_cores": "8"}}}'
node=$(api GET nodes | jq -r '.[0].uuid')
check 'real Ironic: the core registers it' '"managed_by": ?"ironic"' api POST "nodes/$node/register" '{}'
eventually 'real Ironic: Ironic has it manageable' 60 '^manageable$' openstack baremetal node show real-1 -f value -c provision_state
check 'real Ironic: Ironic has its ports' '02:' openstack baremetal port list --node real-1
check 'real Ironic: Ironic powers it on' '' openstack baremetal node power on real-1
eventually 'real Ironic: the rack shows it on' 60 '^On$' bash -c "curl -s $PAGE/sim/v1/snapshot | jq -r '.nodes[] | select(.name == \"real-1\") | .power'"
eventually 'real Ironic: Ironic shows it on' 60 '^power on$' openstack baremetal node show real-1 -f value -c power_state
check 'real Ironic: the core releases it' 'DELETED' api DELETE "nodes/$node"
refused 'real Ironic: Ironic no longer has it' 'could not be found' openstack baremetal node show real-1
check 'real Ironic: the rack holds nothing any more' '^0$' bash -c "curl -s $PAGE/sim/v1/snapshot | jq '.nodes | length'"

. "$(dirname "$0")/real-ironic-interfaces.sh"
. "$(dirname "$0")/ironic-valence.sh"

"$tool" stop "$dir" >/dev/null
refused 'real Ironic: leaves no process behind' 'api: does not run' "$tool" status "$dir"
