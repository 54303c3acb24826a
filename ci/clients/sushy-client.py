#!/usr/bin/python3
"""python3-sushy (the Redfish library of Ironic, packaged by Debian) against the Redfish face."""
import os
import sys

from checks import Checks, until

check = Checks("sushy")

try:
    import sushy
    from sushy import auth
    import urllib3
    urllib3.disable_warnings()
except ImportError:
    check.skip("not installed")
    sys.exit(0)


root = os.environ["REDFISH"] + "/redfish/v1"
user, password = os.environ["REDFISH_USER"], os.environ["REDFISH_PASSWORD"]
path = "/redfish/v1/Systems/" + os.environ["SPARE_SYSTEM"]

service = sushy.Sushy(root, verify=False, auth=auth.SessionAuth(user, password))
check("logs in with a session and reads the root", service.redfish_version is not None, service.redfish_version)
check("lists all systems", path in service.get_system_collection().members_identities,
      service.get_system_collection().members_identities)

system = service.get_system(path)
check("reads a system that is off", system.power_state == sushy.POWER_STATE_OFF, system.power_state)
check("reads its processors", system.processors.summary.count >= 1, system.processors.summary)
check("reads its memory", system.memory_summary.size_gib >= 1, system.memory_summary.size_gib)
check("reads its network addresses", len(system.ethernet_interfaces.summary) >= 1, system.ethernet_interfaces.summary)
check("reads its drives", system.storage.drives_sizes_bytes[0] > 0, system.storage.drives_sizes_bytes)
check("finds its BMC", system.managers[0].identity.endswith("-bmc"), system.managers[0].identity)

system.set_system_boot_options(target=sushy.BOOT_SOURCE_TARGET_PXE, enabled=sushy.BOOT_SOURCE_ENABLED_ONCE)
system.refresh(force=True)
check("sets the boot device and reads it back", system.boot.target == sushy.BOOT_SOURCE_TARGET_PXE, system.boot.target)


def power():
    system.invalidate()
    system.refresh(force=True)
    return system.power_state


system.reset_system(sushy.RESET_TYPE_ON)
seen = until(power, sushy.POWER_STATE_ON)
check("powers on", seen == sushy.POWER_STATE_ON, seen)
system.reset_system(sushy.RESET_TYPE_FORCE_OFF)
seen = until(power, sushy.POWER_STATE_OFF)
check("powers off", seen == sushy.POWER_STATE_OFF, seen)

try:
    service.get_system(path + "-missing")
    check("a missing system is an error", False, "no error")
except sushy.exceptions.ResourceNotFoundError as error:
    check("a missing system is an error that tells the path", "-missing" in str(error), error)

try:
    sushy.Sushy(root, verify=False, auth=auth.SessionAuth(user, "wrong"))
    check("a wrong password is refused", False, "let in")
except sushy.exceptions.AccessError:
    check("a wrong password is refused", True)
