#!/bin/bash
# The core over plain HTTP, with the fake Ironic: compose, register, power through Ironic, release.
. "$(dirname "$0")/../checks.sh"
have curl && have jq && have openstack || { skip 'Valence: curl, jq or openstack is not installed'; exit 0; }

api() { curl -s -X "$1" "$VALENCE/v1/$2" -H 'Content-Type: application/json' ${3:+-d "$3"}; }

flavor=$(api GET flavors | jq -r '.[] | select(.name == "database") | .uuid')
check 'Valence: the pod is registered and online' '^Online$' bash -c "curl -s $VALENCE/v1/pod_managers | jq -r '.[0].status'"
check 'Valence: composes a node with a pooled drive' '"name": ?"db-1"' api POST nodes "{\"name\": \"db-1\", \"flavor_id\": \"$flavor\"}"
node=$(api GET nodes | jq -r '.[] | select(.name == "db-1") | .uuid')
check 'Valence: the rack shows the drive with the node' '^db-1 1$' bash -c "curl -s $PAGE/sim/v1/snapshot | jq -r '.nodes[] | \"\(.name) \(.devices | length)\"'"
check 'Valence: registers it in Ironic' '"managed_by": ?"ironic"' api POST "nodes/$node/register" '{}'
check 'Valence: Ironic has it manageable' '^manageable$' openstack baremetal node show db-1 -f value -c provision_state
check 'Valence: Ironic powers it on' '' openstack baremetal node power on db-1
eventually 'Valence: the rack shows it on' 30 '^On$' bash -c "curl -s $PAGE/sim/v1/snapshot | jq -r '.nodes[] | select(.name == \"db-1\") | .power'"
check 'Valence: the operations are recorded with their steps' 'compose succeeded.*allocate' bash -c "curl -s $VALENCE/v1/operations | jq -r '.[] | \"\(.kind) \(.state) \([.steps[].name] | join(\",\"))\"'"
check 'Valence: a body with several problems gets all of them' 'name.*(cpu.*capacity_mib|capacity_mib.*cpu)' api POST flavors '{"properties": {"memory": {"capacity_mib": true}, "cpu": 1}}'
check 'Valence: releases it' 'DELETED' api DELETE "nodes/$node"
refused 'Valence: Ironic no longer has it' 'could not be found' openstack baremetal node show db-1
check 'Valence: nothing is held any more' '^0$' bash -c "curl -s $PAGE/sim/v1/snapshot | jq '[.racks[].drawers[] | (.sleds[].system, .devices[]) | select(.node != null)] | length'"
