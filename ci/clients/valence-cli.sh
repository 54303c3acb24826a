#!/bin/bash
# Our own command line against the core: compose, register, attach, release, with its exit codes.
. "$(dirname "$0")/../checks.sh"
export VALENCE_URL=$VALENCE
valence() { dotnet run --no-build --project src/Valence -- "$@"; }
ends() { local wanted=$1 code=0; shift; valence "$@" >/dev/null 2>&1 || code=$?; echo "exit code $code"; [ $code -eq "$wanted" ]; }

check 'valence: the pod is online' 'demo-pod.*Online' valence pod list
check 'valence: composes and tells each step' 'assemble succeeded' valence node compose cli-1 --flavor small --watch
check 'valence: reads the devices' 'SUCCESS' valence device sync
device=$(valence device list --state free --type SSD -q | head -n 1)
check 'valence: registers in Ironic' 'managed_by +ironic' valence node register cli-1
check 'valence: old words do the same' 'cli-1' valence node-list
check 'valence: attaches a drive' 'attached' valence node attach cli-1 "$device"
check 'valence: the doctor finds nothing wrong' 'demo-pod: answer' valence doctor --url "$VALENCE_URL"
check 'valence: releases' 'given back' valence node delete cli-1
check 'valence: begins an instance' '^[0-9a-f-]{36}$' valence instance create cli-db --flavor small --boot-iso http://images.example/live.iso --no-wait
check 'valence: thinks better of it' 'its machine is free' valence instance delete cli-db
check 'valence: nothing is left of it' '^$' valence instance list -q
check 'valence: what is gone is 3' 'exit code 3' ends 3 node show cli-1
