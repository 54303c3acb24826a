#!/usr/bin/python3
"""Every call that Ironic's redfish driver makes through python3-sushy, against the Redfish face, with its effect read back."""
import os
import sys

from checks import Checks, until

check = Checks("sushy, all calls")

try:
    import sushy
    from sushy import auth, exceptions
    import urllib3
    urllib3.disable_warnings()
except ImportError:
    check.skip("not installed")
    sys.exit(0)

PATH = "/redfish/v1/Systems/" + os.environ["SPARE_SYSTEM"]
service = sushy.Sushy(os.environ["REDFISH"] + "/redfish/v1", verify=False,
                      auth=auth.SessionOrBasicAuth(os.environ["REDFISH_USER"], os.environ["REDFISH_PASSWORD"]))


def system():
    """Read anew: sushy keeps what it has read."""
    return service.get_system(PATH)


def reset(value, power):
    system().reset_system(value)
    return until(lambda: system().power_state, power)


def boot():
    check("offers the boot sources that Ironic sets", {"Pxe", "Hdd", "Cd"} <= {s.value for s in system().get_allowed_system_boot_source_values()},
          system().get_allowed_system_boot_source_values())
    for target in (sushy.BOOT_SOURCE_TARGET_CD, sushy.BOOT_SOURCE_TARGET_HDD, sushy.BOOT_SOURCE_TARGET_PXE):
        system().set_system_boot_options(target=target, enabled=sushy.BOOT_SOURCE_ENABLED_CONTINUOUS)
        check(f"boots from {target.value} until told otherwise", system().boot.target == target, system().boot.target)
    for mode in (sushy.BOOT_SOURCE_MODE_BIOS, sushy.BOOT_SOURCE_MODE_UEFI):
        system().set_system_boot_options(mode=mode)
        check(f"boot mode {mode.value} is taken and read back", system().boot.mode == mode, system().boot.mode)
    system().set_system_boot_options(target=sushy.BOOT_SOURCE_TARGET_NONE, enabled=sushy.BOOT_SOURCE_ENABLED_DISABLED)


def power():
    values = {v.value for v in system().get_allowed_reset_system_values()}
    check("offers every reset that Ironic asks for",
          {"On", "ForceOff", "GracefulShutdown", "GracefulRestart", "ForceRestart", "Nmi"} <= values, values)
    seen = reset(sushy.RESET_TYPE_ON, sushy.POWER_STATE_ON)
    check("is on", seen == sushy.POWER_STATE_ON, seen)
    system().reset_system(sushy.RESET_TYPE_NMI)
    check("is still on after an NMI", system().power_state == sushy.POWER_STATE_ON, system().power_state)
    seen = reset(sushy.RESET_TYPE_GRACEFUL_RESTART, sushy.POWER_STATE_ON)
    check("comes back from a soft restart", seen == sushy.POWER_STATE_ON, seen)
    seen = reset(sushy.RESET_TYPE_GRACEFUL_SHUTDOWN, sushy.POWER_STATE_OFF)
    check("is off after a soft shutdown", seen == sushy.POWER_STATE_OFF, seen)


def inventory():
    s = system()
    check("processors tell architecture, instruction set and threads", all(
        p.processor_architecture is not None and p.instruction_set is not None and p.total_threads > 0 for p in s.processors.get_members()),
        [p.instruction_set for p in s.processors.get_members()])
    nics = s.ethernet_interfaces.get_members()
    check("network interfaces tell address and state", len(nics) > 0 and all(n.mac_address and n.status.state is not None for n in nics),
          [n.mac_address for n in nics])
    check("simple storage tells sizes", s.simple_storage.disks_sizes_bytes[0] > 0, s.simple_storage.disks_sizes_bytes)
    check("simple storage and storage agree on the largest drive",
          s.simple_storage.max_size_bytes == s.storage.max_drive_size_bytes, (s.simple_storage.max_size_bytes, s.storage.max_drive_size_bytes))


def bios():
    before = dict(system().bios.attributes)
    check("reads BIOS attributes", len(before) > 3, before)
    registry = system().bios.get_attribute_registry()
    described = {a.name: a for a in registry.registry_entries.attributes}
    check("the attribute registry describes every attribute", set(before) <= set(described), set(before) - set(described))
    name, other = next((n, next(v["ValueName"] for v in described[n].allowable_values if v["ValueName"] != before[n])) for n in sorted(before)
                       if described[n].attribute_type == "Enumeration" and not described[n].read_only)
    system().bios.set_attribute(name, other)
    check("a new value waits for the reset",
          system().bios.pending_attributes.get(name) == other and system().bios.attributes[name] == before[name], system().bios.pending_attributes)
    reset(sushy.RESET_TYPE_ON, sushy.POWER_STATE_ON)
    seen = until(lambda: system().bios.attributes[name], other)
    check("and is in force after it", seen == other, seen)
    try:
        system().bios.set_attribute("NoSuchAttribute", "x")
        check("an unknown attribute is refused", False, "taken")
    except exceptions.BadRequestError as error:
        check("an unknown attribute is refused by name", "NoSuchAttribute" in str(error), error)
    system().bios.reset_bios()
    reset(sushy.RESET_TYPE_FORCE_OFF, sushy.POWER_STATE_OFF)
    reset(sushy.RESET_TYPE_ON, sushy.POWER_STATE_ON)
    seen = until(lambda: system().bios.attributes[name], lambda v: v != other)
    check("a factory reset brings the old values back", seen != other, seen)
    reset(sushy.RESET_TYPE_FORCE_OFF, sushy.POWER_STATE_OFF)


def secure_boot():
    system().secure_boot.set_enabled(True)
    reset(sushy.RESET_TYPE_ON, sushy.POWER_STATE_ON)
    seen = until(lambda: str(system().secure_boot.current_boot), lambda v: "Enabled" in v or "ENABLED" in v)
    check("secure boot is on after a boot", "ENABLED" in seen.upper(), seen)
    allowed = system().secure_boot.get_allowed_reset_keys_values()
    check("offers to reset the keys", sushy.SECURE_BOOT_RESET_KEYS_TO_DEFAULT in allowed, allowed)
    system().secure_boot.reset_keys(sushy.SECURE_BOOT_RESET_KEYS_DELETE_ALL)
    seen = until(lambda: str(system().secure_boot.mode), lambda v: "SETUP" in v.upper())
    check("without keys it is in setup mode", "SETUP" in seen.upper(), seen)
    system().secure_boot.reset_keys(sushy.SECURE_BOOT_RESET_KEYS_TO_DEFAULT)
    system().secure_boot.set_enabled(False)
    reset(sushy.RESET_TYPE_FORCE_OFF, sushy.POWER_STATE_OFF)


def virtual_media():
    def media():
        return next(m for m in system().managers[0].virtual_media.get_members() if sushy.VIRTUAL_MEDIA_CD in m.media_types)

    media().insert_media("http://127.0.0.1/boot.iso")
    check("a medium is in", media().inserted and media().image == "http://127.0.0.1/boot.iso", media().image)
    media().eject_media()
    check("and out again", not media().inserted, media().image)


def volumes():
    storage = max(system().storage.get_members(), key=lambda s: len(s.drives))
    check("a controller tells what it can do", len(storage.storage_controllers) > 0 and storage.storage_controllers[0].member_id is not None,
          storage.storage_controllers)
    for volume in storage.volumes.get_members():
        volume.delete(apply_time=sushy.APPLY_TIME_IMMEDIATE)

    def fresh():
        return max(system().storage.get_members(), key=lambda s: len(s.drives))

    gone = until(lambda: len(fresh().volumes.get_members()), 0)
    check("volumes can be deleted", gone == 0, gone)
    drives = [{"@odata.id": d.path} for d in fresh().drives][-2:]
    fresh().volumes.create({"RAIDType": "RAID1", "Name": "mirror", "Links": {"Drives": drives}}, apply_time=sushy.APPLY_TIME_IMMEDIATE)
    seen = until(lambda: [v.raid_type for v in fresh().volumes.get_members()], lambda v: len(v) == 1)
    check("a mirror of two drives is made", [r.value for r in seen] == ["RAID1"], seen)
    for volume in fresh().volumes.get_members():
        volume.delete(apply_time=sushy.APPLY_TIME_IMMEDIATE)


def indicators():
    system().set_indicator_led(sushy.INDICATOR_LED_LIT)
    check("the system's indicator is lit", system().indicator_led == sushy.INDICATOR_LED_LIT, system().indicator_led)
    system().set_indicator_led(sushy.INDICATOR_LED_OFF)
    chassis = system().chassis[0]
    chassis.set_indicator_led(sushy.INDICATOR_LED_LIT)
    chassis.refresh(force=True)
    check("the chassis' indicator is lit", chassis.indicator_led == sushy.INDICATOR_LED_LIT, chassis.indicator_led)
    chassis.set_indicator_led(sushy.INDICATOR_LED_OFF)


def sensors():
    chassis = system().chassis[0]
    check("temperatures have readings", all(t.reading_celsius is not None for t in chassis.thermal.temperatures) and chassis.thermal.temperatures,
          chassis.thermal.temperatures)
    check("power is there", chassis.power.identity is not None, chassis.power)


def firmware():
    update = service.get_update_service()
    names = update.firmware_inventory.members_identities
    check("lists firmware", any(os.environ["SPARE_SYSTEM"] in n for n in names), names[:5])
    bios_of_system = next(n for n in names if os.environ["SPARE_SYSTEM"] in n and "bios" in n.lower())
    monitor = update.simple_update("http://127.0.0.1/bios-9.9.9.bin", targets=[bios_of_system], transfer_protocol=sushy.UPDATE_PROTOCOL_HTTP)
    check("an update is a task", monitor.task_monitor_uri.startswith("/redfish/v1/TaskService/TaskMonitors/"), monitor.task_monitor_uri)
    seen = until(lambda: monitor.check_is_processing, False, 60)
    check("which ends", seen is False, seen)
    check("well", monitor.get_task().task_state == sushy.TASK_STATE_COMPLETED, monitor.get_task().task_state)
    update = service.get_update_service()
    update.refresh(force=True)
    seen = until(lambda: update.firmware_inventory.get_member(bios_of_system).version, "9.9.9", 5)
    check("with the new version in the inventory", seen == "9.9.9", seen)


def subscriptions():
    events = service.get_event_service()
    made = events.subscriptions.create(
        {"Destination": "http://127.0.0.1:9/events", "Protocol": "Redfish", "Context": "Ironic", "EventTypes": ["Alert"]})
    events.subscriptions.refresh(force=True)
    check("a subscription is made", made.path in events.subscriptions.members_identities, events.subscriptions.members_identities)
    made.delete()
    events.subscriptions.refresh(force=True)
    check("and ended", made.path not in events.subscriptions.members_identities, events.subscriptions.members_identities)


def managers():
    bmc = system().managers[0]
    check("the BMC knows its system", [s.path for s in bmc.systems] == [PATH], [s.path for s in bmc.systems])
    check("and its chassis", len(bmc.chassis) == 1, bmc.chassis)
    check("it can be reset", sushy.RESET_MANAGER_FORCE_RESTART in bmc.get_allowed_reset_manager_values(), bmc.get_allowed_reset_manager_values())


def services():
    check("registries can be read", len(service.registries) > 2, list(service.registries))
    check("there is a task service", service.get_task_service().tasks is not None)
    check("there is a certificate service", service.get_certificate_service() is not None) if hasattr(service, "get_certificate_service") else None
    check("fabrics have endpoints", any(f.endpoints for f in service.get_fabric_collection().get_members()))
    adapters = system().chassis[0].network_adapters.get_members()
    check("network adapters have device functions", all(a.network_device_functions.get_members() for a in adapters) and adapters, adapters)


reset(sushy.RESET_TYPE_FORCE_OFF, sushy.POWER_STATE_OFF)
for section in (boot, power, inventory, bios, secure_boot, virtual_media, volumes, indicators, sensors, firmware, subscriptions, managers, services):
    check.run(section)
reset(sushy.RESET_TYPE_FORCE_OFF, sushy.POWER_STATE_OFF)
