#!/bin/bash
# The hardware type `valence` (src/ironic-valence) in real Ironic: enrolls a node of the running core and drives it through the core
# alone; what it does is seen in the rack. Sourced by real-ironic.sh, which has started both: $dir, $core, $core_url, api and wire are known.
ironic() { openstack baremetal node "$@"; }
field() { wire nodes/driven | jq -c ".$1"; }
rack() { curl -s "$PAGE/sim/v1/snapshot" | jq -r "$1"; }
in_rack() { rack ".nodes[] | select(.name == \"driven\") | $1"; }
boot_in_rack() {
    curl -sku "$REDFISH_USER:$REDFISH_PASSWORD" "$REDFISH$(api GET "nodes/$driven" | jq -r .resource_uri)" |
        jq -r '.Boot | [.BootSourceOverrideTarget, .BootSourceOverrideEnabled, .BootSourceOverrideMode] | join(" ")'
}
# passthru METHOD BODY: a method of the node, which Ironic begins (202) and goes on with.
passthru() { wire "nodes/driven/vendor_passthru?method=$1" -X POST -d "$2"; }

check 'hardware type valence: Ironic offers it' '^valence' openstack baremetal driver list -f value
check 'hardware type valence: the driver tests its connection' '' openstack baremetal driver passthru call valence test_connection
check 'hardware type valence: and tells what it found' '"Online": ?1' wire 'drivers/valence/vendor_passthru?method=test_connection'
check 'hardware type valence: Valence composes a server' '"name": ?"driven"' api POST nodes '{"name": "driven", "properties": {"processor": {"total_cores": "8"}}}'
driven=$(api GET nodes | jq -r '.[] | select(.name == "driven") | .uuid')
check 'hardware type valence: Ironic enrolls it' '^driven$' ironic create --driver valence --name driven --driver-info "valence_node=$driven" \
    --driver-info valence_username=ironic --driver-info valence_password=tell-nobody -f value -c name
check 'hardware type valence: four interfaces are its own' '^valence valence valence valence$' \
    bash -c "$(declare -f wire); wire nodes/driven | jq -r '[.power_interface, .management_interface, .inspect_interface, .vendor_interface] | join(\" \")'"
check 'hardware type valence: the password is not shown' '"valence_password":"\*+"' field driver_info
check 'hardware type valence: the node tests its connection' 'driven.*power off|power off.*driven' ironic passthru call driven test_connection
check 'hardware type valence: manages it' '' wire nodes/driven/states/provision -X PUT -d '{"target": "manage"}'
eventually 'hardware type valence: it is manageable' 60 'manageable' field provision_state
check 'hardware type valence: power, management and inspection are valid' '^true true true$' \
    bash -c "$(declare -f wire); wire nodes/driven/validate | jq -r '[.power.result, .management.result, .inspect.result] | join(\" \")'"
check 'hardware type valence: powers it on' '' ironic power on driven
eventually 'hardware type valence: the rack shows it on' 60 '^On$' in_rack .power
eventually 'hardware type valence: Ironic shows it on' 60 'power on' field power_state
check 'hardware type valence: sets the boot device for good' '' ironic boot device set driven pxe --persistent
check 'hardware type valence: the rack boots from it' '^Pxe Continuous' boot_in_rack
check 'hardware type valence: reads it back' 'pxe.*true' bash -c "$(declare -f wire); wire nodes/driven/management/boot_device | jq -c '[.boot_device, .persistent]'"
check 'hardware type valence: sets the boot mode' '' wire nodes/driven/states/boot_mode -X PUT -d '{"target": "bios"}'
eventually 'hardware type valence: the rack is in that mode and boots from the same device' 60 '^Pxe Continuous Legacy$' boot_in_rack
eventually 'hardware type valence: Ironic reads the mode back' 60 'bios' field boot_mode
check 'hardware type valence: inspects it' '' wire nodes/driven/states/provision -X PUT -d '{"target": "inspect"}'
eventually 'hardware type valence: it knows its processors' 60 '"cpu_arch":"x86_64".*"cpus":"[1-9]|"cpus":"[1-9].*"cpu_arch":"x86_64"' field properties
check 'hardware type valence: its memory and its disk' '"local_gb":"[1-9].*"memory_mb":"[1-9]|"memory_mb":"[1-9].*"local_gb":"[1-9]' field properties
check 'hardware type valence: it made its ports' '02:' wire 'ports?node=driven'
refused 'hardware type valence: what the pod does not take is refused with its reason' 'Boot.Target: this node does not take' \
    wire nodes/driven/management/boot_device -X PUT -d '{"boot_device": "floppy"}'
eventually 'hardware type valence: it is manageable again' 60 'manageable' field provision_state
check 'hardware type valence: powers it off' '' wire nodes/driven/states/power -X PUT -d '{"target": "power off"}'
eventually 'hardware type valence: the rack shows it off' 60 '^Off$' in_rack .power
eventually 'hardware type valence: Ironic has let go of the node' 60 'null' field reservation

check 'hardware type valence: gives the server back' '' passthru release '{}'
eventually 'hardware type valence: the rack holds nothing any more' 60 '^0$' rack '.nodes | length'
eventually 'hardware type valence: Ironic has the node in maintenance, without a server' 60 '^true$' field maintenance
check 'hardware type valence: composes another' '' passthru compose '{"properties": {"processor": {"total_cores": "8"}}}'
eventually 'hardware type valence: the node has its server' 90 'valence_node' field driver_info
check 'hardware type valence: the rack shows it' '^driven$' in_rack .name

check 'hardware type valence: is pointed at a node that Valence does not know' '' ironic set driven --driver-info valence_node=00000000-1111-2222-3333-444444444444
refused 'hardware type valence: Ironic says that Valence has no such node' 'There is no node.*HTTP 400' ironic boot device show driven
kill -TERM "$core"
wait "$core" 2>/dev/null
core=
away=$(wire nodes/driven/management/boot_device -w '\n%{http_code}')
check 'hardware type valence: Valence away: Ironic says where it looked' "Valence at $core_url cannot be reached" echo "$away"
check 'hardware type valence: Valence away: with the status of what passes' '^503$' echo "$away"
check 'hardware type valence: Valence away: takes a wish for power' '' wire nodes/driven/states/power -X PUT -d '{"target": "power on"}'
eventually 'hardware type valence: Valence away: tells in the node why it failed' 60 'cannot be reached' field last_error
refused 'hardware type valence: no log of Ironic holds the password' '^$' grep -r tell-nobody "$dir/log"
