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
check 'openstack baremetal: inspects' '' node inspect spare --wait 60
check 'openstack baremetal: knows its processors and memory' 'memory_mb' field spare properties
check 'openstack baremetal: lists BIOS settings' 'TurboMode' node bios setting list spare
check 'openstack baremetal: wants secure boot' '' node secure boot on spare
eventually 'openstack baremetal: the rack boots securely from now on' 30 '"SecureBootEnable": ?true' curl -sku "$REDFISH_USER:$REDFISH_PASSWORD" \
    "$REDFISH/redfish/v1/Systems/$SPARE_SYSTEM/SecureBoot"
check 'openstack baremetal: lists vendor methods' 'create_subscription' node passthru list spare
check 'openstack baremetal: subscribes to events' 'Destination' node passthru call spare create_subscription --http-method POST --arg Destination=https://127.0.0.1:9/events
check 'openstack baremetal: cleans by hand with a BIOS step' '' node clean spare --wait 240 --clean-steps \
    '[{"interface": "bios", "step": "apply_configuration", "args": {"settings": [{"name": "TurboMode", "value": "Disabled"}]}}]'
check 'openstack baremetal: has the new BIOS setting' 'Disabled' node bios setting show spare TurboMode
check 'openstack baremetal: sets the RAID that is wanted' '' node set spare \
    --target-raid-config '{"logical_disks": [{"size_gb": "MAX", "raid_level": "1"}]}'
check 'openstack baremetal: adds a trait' '' node add trait spare CUSTOM_SPARE
check 'openstack baremetal: sets the resource class' '' node set spare --resource-class spare
check 'openstack baremetal: provides' '' node provide spare --wait 240
check 'openstack baremetal: shows it available' '^available$' field spare provision_state
refused 'openstack baremetal: a verb that the state forbids is refused' 'can not be performed' node provide spare
refused 'openstack baremetal: a second node of that name is refused' '409|already exists' node create --driver redfish --name spare
check 'openstack baremetal: allocates it by resource class and trait' 'state +\| active' openstack baremetal allocation create --resource-class spare --trait CUSTOM_SPARE --name mine --wait 30
check 'openstack baremetal: the node has the allocation' 'mine' bash -c 'openstack baremetal allocation show "$(openstack baremetal node show spare -f value -c allocation_uuid)"'
check 'openstack baremetal: says what to deploy' '' node set spare --instance-info image_source=http://127.0.0.1/debian.qcow2 --instance-info display_name=front
check 'openstack baremetal: deploys' '' node deploy spare --wait 240
check 'openstack baremetal: shows it active' '^active$' field spare provision_state
eventually 'openstack baremetal: the machine runs as the instance' 30 '"HostName": ?"front"' curl -sku "$REDFISH_USER:$REDFISH_PASSWORD" \
    "$REDFISH/redfish/v1/Systems/$SPARE_SYSTEM"
check 'openstack baremetal: undeploys' '' node undeploy spare --wait 240
check 'openstack baremetal: shows it available again' '^available$' field spare provision_state
refused 'openstack baremetal: the allocation is gone' '404|could not be found' openstack baremetal allocation show mine
check 'openstack baremetal: creates a port group' 'bond0' openstack baremetal port group create --node "$(field spare uuid)" --name bond0
check 'openstack baremetal: creates a volume connector' 'iqn' openstack baremetal volume connector create --node "$(field spare uuid)" --type iqn --connector-id iqn.2017-08.org.example:spare
check 'openstack baremetal: creates a deploy template' 'CUSTOM_QUIET' openstack baremetal deploy template create CUSTOM_QUIET \
    --steps '[{"interface": "bios", "step": "factory_reset", "args": {}, "priority": 150}]'
check 'openstack baremetal: deletes the deploy template' '' openstack baremetal deploy template delete CUSTOM_QUIET
check 'openstack baremetal: lists conductors' 'ironic-conductor' openstack baremetal conductor list
check 'openstack baremetal: shows properties of a driver' 'redfish_address' openstack baremetal driver property list redfish
check 'openstack baremetal: shows RAID properties of a driver' 'raid_level' openstack baremetal driver raid property list redfish
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
check 'openstack baremetal: its history tells of it' 'ERROR' openstack baremetal node history list silent
check 'openstack baremetal: deletes nodes' 'Deleted node spare' node delete spare silent
refused 'openstack baremetal: a deleted node is not found' '404|could not be found' node show spare
