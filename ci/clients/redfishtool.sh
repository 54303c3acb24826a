#!/bin/bash
# redfishtool (DMTF, packaged by Debian) against the Redfish face.
. "$(dirname "$0")/../checks.sh"
have redfishtool || { skip 'redfishtool: not installed'; exit 0; }

tool() { redfishtool -r "${REDFISH#https://}" -S Always -u "$REDFISH_USER" -p "$REDFISH_PASSWORD" "$@"; }
system=$SPARE_SYSTEM

check 'redfishtool: reads the service root' '"RedfishVersion"' tool root
check 'redfishtool: lists systems' "\"Id\": \"$system\"" tool Systems list
check 'redfishtool: shows a system' '"PowerState": "Off"' tool Systems -I "$system"
check 'redfishtool: sets the boot device' '' tool Systems -I "$system" setBootOverride Once Pxe
check 'redfishtool: reads the boot device back' '"BootSourceOverrideTarget": "Pxe"' tool Systems -I "$system"
check 'redfishtool: powers on' '' tool Systems -I "$system" reset On
eventually 'redfishtool: sees it on' 30 '"PowerState": "On"' tool Systems -I "$system"
check 'redfishtool: the boot override is used up' '"BootSourceOverrideEnabled": "Disabled"' tool Systems -I "$system"
refused 'redfishtool: a reset of the wrong kind is refused' 'NotInList|400|not valid' tool raw POST "/redfish/v1/Systems/$system/Actions/ComputerSystem.Reset" -d '{"ResetType":"Explode"}'
check 'redfishtool: lists chassis' '"r1-d1"' tool Chassis list
check 'redfishtool: lists managers' '"PodManager"' tool Managers list
check 'redfishtool: powers off' '' tool Systems -I "$system" reset ForceOff
check 'redfishtool: sees it off' '"PowerState": "Off"' tool Systems -I "$system"
refused 'redfishtool: a wrong password is refused' '401|[Aa]uth|[Uu]nauthorized' redfishtool -r "${REDFISH#https://}" -S Always -u "$REDFISH_USER" -p wrong Systems list
