#!/bin/bash
# Real Ironic takes a system by hand and uses every interface of its redfish hardware type on it. Sourced by real-ironic.sh,
# which has started it: $ca and wire are known.
spare=/redfish/v1/Systems/$SPARE_SYSTEM
seen() { curl -sku "$REDFISH_USER:$REDFISH_PASSWORD" "$REDFISH$1"; }
ironic() { openstack baremetal node "$@"; }
state() { wire nodes/spare | jq -rc ".${1:-provision_state}"; }

check 'real Ironic, redfish: takes a system by hand' 'spare' ironic create --driver redfish --name spare --bios-interface redfish \
    --inspect-interface redfish --boot-interface redfish-virtual-media --deploy-interface ramdisk --management-interface redfish \
    --power-interface redfish --vendor-interface redfish --raid-interface redfish --driver-info "redfish_address=$REDFISH" \
    --driver-info "redfish_system_id=$spare" --driver-info "redfish_username=$REDFISH_USER" --driver-info "redfish_password=$REDFISH_PASSWORD" \
    --driver-info "redfish_verify_ca=$ca" -f value -c name
check 'real Ironic, redfish: manages it' '' ironic manage spare
eventually 'real Ironic, redfish: it is manageable' 60 '^manageable$' state
served=$(seen "$spare/Bios" | jq -r '.Attributes | to_entries[] | "\(.key)=\(.value)"' | sort | paste -sd ' ')
kept() { ironic bios setting list spare -f value -c 'BIOS setting name' -c 'BIOS setting value' | tr ' ' = | sort | paste -sd ' '; }
check 'real Ironic, redfish: has read its BIOS settings' 'TurboMode=Enabled' kept
check 'real Ironic, redfish: they are all that the rack has' "^$served$" kept
check 'real Ironic, redfish: knows what a BIOS setting may be' 'Balanced.*Performance' ironic bios setting show spare PowerProfile -f value -c allowable_values
check 'real Ironic, redfish: sets the boot device' '' ironic boot device set spare pxe --persistent
check 'real Ironic, redfish: the rack boots from it' '"BootSourceOverrideTarget": ?"Pxe"' seen "$spare"
check 'real Ironic, redfish: reads it back' 'pxe' ironic boot device show spare -f value -c boot_device
check 'real Ironic, redfish: lists the devices it may boot from' 'cdrom' ironic boot device show spare --supported
check 'real Ironic, redfish: sets the boot mode' '' ironic boot mode set spare bios
eventually 'real Ironic, redfish: the rack is in that mode' 30 '"BootSourceOverrideMode": ?"Legacy"' seen "$spare"
check 'real Ironic, redfish: sets it back' '' ironic boot mode set spare uefi
eventually 'real Ironic, redfish: and so does the rack' 30 '"BootSourceOverrideMode": ?"UEFI"' seen "$spare"
check 'real Ironic, redfish: wants secure boot' '' ironic secure boot on spare
eventually 'real Ironic, redfish: the rack wants it too' 30 '"SecureBootEnable": ?true' seen "$spare/SecureBoot"
check 'real Ironic, redfish: inspects it' '' ironic inspect spare
eventually 'real Ironic, redfish: it is manageable again' 90 '^manageable$' state
check 'real Ironic, redfish: knows its processors, memory and disks' "cpus.*memory_mb|memory_mb.*cpus" state properties
check 'real Ironic, redfish: made its ports' '02:' openstack baremetal port list --node spare -f value -c Address
check 'real Ironic, redfish: powers it on' '' ironic power on spare
eventually 'real Ironic, redfish: the rack shows it on' 60 '"PowerState": ?"On"' seen "$spare"
check 'real Ironic, redfish: injects an NMI' '' ironic inject nmi spare
check 'real Ironic, redfish: reboots it softly' '' ironic reboot spare --soft
eventually 'real Ironic, redfish: it comes back on' 60 '^power on$' state power_state
check 'real Ironic, redfish: subscribes to events' '' ironic passthru call spare create_subscription --http-method POST --arg Destination=https://127.0.0.1:9/events
check 'real Ironic, redfish: the rack has the subscription' '127.0.0.1:9/events' bash -c "$(declare -f seen); seen '/redfish/v1/EventService/Subscriptions?\$expand=.'"

# A ramdisk as virtual medium: the whole way to active and back.
truncate -s 2M "$REAL_IRONIC_IMAGES_DIR/boot.iso"
check 'real Ironic, redfish: is told what to boot' '' ironic set spare --instance-info "boot_iso=$REAL_IRONIC_IMAGES_URL/boot.iso"
check 'real Ironic, redfish: provides it' '' ironic provide spare
eventually 'real Ironic, redfish: it is available' 90 '^available$' state
check 'real Ironic, redfish: deploys it' '' ironic deploy spare
eventually 'real Ironic, redfish: it is active' 120 '^active$' state
check 'real Ironic, redfish: the medium is in the rack' '"Inserted": ?true' seen "$spare/VirtualMedia/Cd"
check 'real Ironic, redfish: and it boots from it' '"BootSourceOverrideTarget": ?"Cd"' seen "$spare"
check 'real Ironic, redfish: undeploys it' '' ironic undeploy spare
eventually 'real Ironic, redfish: it is available again' 120 '^available$' state
check 'real Ironic, redfish: the medium is out' '"Inserted": ?false' seen "$spare/VirtualMedia/Cd"
check 'real Ironic, redfish: gives it back' '' bash -c 'openstack baremetal node maintenance set spare && openstack baremetal node delete spare'
