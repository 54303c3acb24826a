#!/bin/bash
# ilorest (HPE's command line for Redfish, packaged by Debian) against the Redfish face: a client with a cache and rules of its own.
. "$(dirname "$0")/../checks.sh"
have ilorest || { skip 'ilorest: not installed'; exit 0; }
HOME=$(mktemp -d)
export HOME
trap 'rm -rf "$HOME"' EXIT

rest() { timeout 300 ilorest --nologo "$@"; }
check 'ilorest: reads the root without a login' '"RedfishVersion"|RedfishVersion' rest rawget /redfish/v1/ --url "$REDFISH" -u "$REDFISH_USER" -p "$REDFISH_PASSWORD"
check 'ilorest: logs in' '' rest login "$REDFISH" -u "$REDFISH_USER" -p "$REDFISH_PASSWORD"
check 'ilorest: reads a system' "$SPARE_SYSTEM" rest rawget "/redfish/v1/Systems/$SPARE_SYSTEM"
check 'ilorest: patches it' '' bash -c "echo '{\"path\": \"/redfish/v1/Systems/$SPARE_SYSTEM\", \"body\": {\"AssetTag\": \"ilorest-1\"}}' >$HOME/patch.json && timeout 300 ilorest --nologo rawpatch $HOME/patch.json"
check 'ilorest: reads the change back' 'ilorest-1' rest rawget "/redfish/v1/Systems/$SPARE_SYSTEM"
check 'ilorest: logs out' '' rest logout
