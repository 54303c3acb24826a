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

# Every subcommand that has something to ask of a rack.
bmc=$system-bmc
check 'redfishtool: finds a system by a property' "\"Id\": \"$system\"" tool Systems -M "SerialNumber:$(tool Systems -I "$system" | sed -nE 's/.*"SerialNumber": "([^"]+)".*/\1/p')"
check 'redfishtool: gets a system by its URI' "\"Id\": \"$system\"" tool Systems -L "/redfish/v1/Systems/$system"
check 'redfishtool: patches a system' '' tool Systems -I "$system" patch '{"AssetTag": "tool-1"}'
check 'redfishtool: finds it by its asset tag' "\"Id\": \"$system\"" tool Systems -M AssetTag:tool-1
check 'redfishtool: sets the asset tag' '' tool Systems -I "$system" setAssetTag tool-2
check 'redfishtool: lights the indicator' '' tool Systems -I "$system" setIndicatorLed Lit
check 'redfishtool: reads tag and indicator back' '"AssetTag": "tool-2".*"IndicatorLED": "Lit"' bash -c "$(declare -f tool); tool Systems -I $system | tr -d '\n'"
for part in Processors EthernetInterfaces SimpleStorage Logs; do
    check "redfishtool: lists $part of a system" '"Members@odata.count"|"Id"' tool Systems -I "$system" "$part" list
done
check 'redfishtool: reads one processor' '"TotalCores"' tool Systems -I "$system" Processors -i cpu-1
check 'redfishtool: reads a chassis' '"ChassisType": "Drawer"' tool Chassis -I r1-d1
check 'redfishtool: reads Power' '"PowerConsumedWatts"' tool Chassis -I r1 Power
check 'redfishtool: reads Thermal' '"ReadingCelsius"' tool Chassis -I r1-d1 Thermal
check 'redfishtool: reads the power that is drawn' '"PowerConsumedWatts"' tool Chassis -I r1 getPowerReading
check 'redfishtool: tags a chassis' '' tool Chassis -I r1-d1 setAssetTag drawer-1
check 'redfishtool: lights the indicator of a chassis' '' tool Chassis -I r1-d1 setIndicatorLed Lit
check 'redfishtool: reads a manager' '"ManagerType": "BMC"' tool Managers -I "$bmc"
check 'redfishtool: reads its network protocols' '"HTTPS"' tool Managers -I "$bmc" NetworkProtocol
check 'redfishtool: lists its network interfaces' '"Id"' tool Managers -I "$bmc" EthernetInterfaces list
check 'redfishtool: lists its logs' '"Id"' tool Managers -I "$bmc" Logs list
check 'redfishtool: resets a BMC' '' tool Managers -I r2-d3-s3-bmc reset ForceRestart
check 'redfishtool: reads the account service' '"MinPasswordLength"' tool AccountService
check 'redfishtool: lists roles' '"Operator"' tool AccountService Roles list
check 'redfishtool: adds an account' '' tool AccountService adduser tooluser Tool-password-1 Operator
check 'redfishtool: lists accounts' '"tooluser"' tool AccountService Accounts list
check 'redfishtool: the new account may look' '"RedfishVersion"' redfishtool -r "${REDFISH#https://}" -S Always -u tooluser -p Tool-password-1 raw GET /redfish/v1/
check 'redfishtool: changes its role' '' tool AccountService useradmin tooluser setRoleId ReadOnly
refused 'redfishtool: a reader may not change' '403|[Ff]orbidden' redfishtool -r "${REDFISH#https://}" -S Always -u tooluser -p Tool-password-1 Systems -I "$system" setAssetTag nobody
check 'redfishtool: changes its password' '' tool AccountService setpassword tooluser Tool-password-2
check 'redfishtool: disables the account' '' tool AccountService useradmin tooluser disable
refused 'redfishtool: a disabled account is shut out' '401|[Aa]uth' redfishtool -r "${REDFISH#https://}" -S Always -u tooluser -p Tool-password-2 Systems list
check 'redfishtool: deletes the account' '' tool AccountService deleteuser tooluser
check 'redfishtool: reads the session service' '"SessionTimeout"' tool SessionService
check 'redfishtool: lists sessions' '"Members@odata.count"|"Id"' tool SessionService Sessions list
check 'redfishtool: logs in' '"SessionId"|"X-Auth-Token"|authToken|sessionId' tool SessionService login
