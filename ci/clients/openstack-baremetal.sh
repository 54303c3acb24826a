#!/bin/bash
# openstack baremetal (python3-ironicclient, packaged by Debian) against the fake Ironic.
. "$(dirname "$0")/../checks.sh"
have openstack && openstack help baremetal node list >/dev/null 2>&1 || { skip 'openstack baremetal: not installed'; exit 0; }

node() { openstack baremetal node "$@"; }
field() { openstack baremetal node show "$1" -f value -c "$2"; }

check 'openstack baremetal: lists drivers' 'redfish' openstack baremetal driver list
check 'openstack baremetal: creates a node in enroll' 'provision_state +\| enroll' node create --driver redfish --name spare \
    --driver-info redfish_address="$REDFISH" --driver-info redfish_system_id="/redfish/v1/Systems/$SPARE_SYSTEM" \
    --driver-info redfish_username="$REDFISH_USER" --driver-info redfish_password="$REDFISH_PASSWORD" --driver-info redfish_verify_ca=false
check 'openstack baremetal: hides the password' '\*\*\*\*\*\*' node show spare -f value -c driver_info
check 'openstack baremetal: creates a port' '52:54:00:aa:bb:01' openstack baremetal port create --node "$(field spare uuid)" 52:54:00:AA:BB:01
check 'openstack baremetal: lists the port of the node' '52:54:00:aa:bb:01' openstack baremetal port list --node spare
check 'openstack baremetal: manages' '' node manage spare --wait 60
check 'openstack baremetal: shows it manageable' '^manageable$' field spare provision_state
check 'openstack baremetal: validates power' 'power +\| True' node validate spare
check 'openstack baremetal: sets the boot device' '' node boot device set spare pxe
check 'openstack baremetal: reads the boot device back' 'pxe' node boot device show spare
check 'openstack baremetal: powers on' '' node power on spare
eventually 'openstack baremetal: shows it on' 30 '^power on$' field spare power_state
check 'openstack baremetal: the rack shows it on' "$SPARE_SYSTEM On" bash -c \
    "curl -s $PAGE/sim/v1/snapshot | jq -r '.racks[].drawers[].sleds[].system | \"\(.id) \(.power)\"'"
check 'openstack baremetal: provides' '' node provide spare --wait 120
check 'openstack baremetal: shows it available' '^available$' field spare provision_state
refused 'openstack baremetal: a verb that the state forbids is refused' 'can not be performed' node provide spare
refused 'openstack baremetal: a second node of that name is refused' '409|already exists' node create --driver redfish --name spare
check 'openstack baremetal: sets maintenance' '' node maintenance set spare --reason testing
check 'openstack baremetal: shows maintenance' '^True$' field spare maintenance
check 'openstack baremetal: unsets maintenance' '' node maintenance unset spare
check 'openstack baremetal: powers off' '' node power off spare
eventually 'openstack baremetal: shows it off' 30 '^power off$' field spare power_state
check 'openstack baremetal: creates a node whose BMC is silent' 'enroll' node create --driver redfish --name silent \
    --driver-info redfish_address=http://127.0.0.1:9 --driver-info redfish_system_id=/redfish/v1/Systems/x \
    --driver-info redfish_username=u --driver-info redfish_password=p
refused 'openstack baremetal: managing it fails' '' node manage silent --wait 60
check 'openstack baremetal: its last error names the address' '127.0.0.1:9' field silent last_error
check 'openstack baremetal: deletes nodes' 'Deleted node spare' node delete spare silent
refused 'openstack baremetal: a deleted node is not found' '404|could not be found' node show spare
