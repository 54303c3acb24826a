"""Reads what ``GET /v1/nodes/{uuid}`` and its ``/storages`` say, in Ironic's words. Nothing here asks anybody."""

from typing import Optional

from ironic.common import boot_devices
from ironic.common import boot_modes
from ironic.common import states

# A machine that is on its way off has power still: the "On" of a reboot must not come too early.
_POWER = {
    'on': states.POWER_ON,
    'poweringon': states.POWER_ON,
    'poweringoff': states.POWER_ON,
    'off': states.POWER_OFF,
}

BOOT_TARGETS = {
    boot_devices.PXE: 'Pxe',
    boot_devices.DISK: 'Hdd',
    boot_devices.CDROM: 'Cd',
    boot_devices.BIOS: 'BiosSetup',
    boot_devices.FLOPPY: 'Floppy',
}

BOOT_MODES = {boot_modes.UEFI: 'UEFI', boot_modes.LEGACY_BIOS: 'Legacy'}

_ARCHITECTURES = {
    'x86-64': 'x86_64',
    'x86_64': 'x86_64',
    'x86': 'i686',
    'arm-a64': 'aarch64',
    'arm-a32': 'arm',
    'ia-64': 'ia64',
    'mips64': 'mips64',
    'mips32': 'mips',
    'powerisa': 'ppc64le',
    'rv64': 'riscv64',
}


def power_state(node: dict) -> str:
    """On or off; ERROR where the pod says neither. ExpEther fabrics tell it as ``power_state``."""
    told = node.get('node_power_state') or node.get('power_state') or ''
    return _POWER.get(str(told).lower(), states.ERROR)


def boot_target(node: dict) -> Optional[str]:
    """The target of the boot override in Redfish's words, ``None`` (the text) where there is no override, None if untold."""
    return node.get('boot_source')


def boot_enabled(node: dict) -> Optional[str]:
    """``Once``, ``Continuous``, ``Disabled``; None where this Valence does not tell."""
    return node.get('boot_source_enabled')


def boot_device(node: dict) -> dict:
    """Ironic's ``{"boot_device", "persistent"}``, either None where it is not known."""
    enabled = boot_enabled(node)
    found = [device for device, target in BOOT_TARGETS.items() if target == boot_target(node)]
    if enabled == 'Disabled' or not found:
        return {'boot_device': None, 'persistent': None}
    return {'boot_device': found[0], 'persistent': None if enabled is None else enabled == 'Continuous'}


def boot_mode(node: dict) -> Optional[str]:
    """Ironic's word for the boot mode; None where this Valence or the pod does not tell."""
    found = [mode for mode, told in BOOT_MODES.items() if told == node.get('boot_mode')]
    return found[0] if found else None


def macs(node: dict) -> list:
    """Addresses of the network interfaces that are not told to be out of use, in lower case."""
    return [nic['mac'].lower() for nic in _parts(node, 'network')
            if nic.get('mac') and nic.get('status') in (None, 'Enabled')]


def cpus(node: dict) -> int:
    return sum(processor.get('total_core') or 0 for processor in _parts(node, 'processor'))


def cpu_arch(node: dict) -> Optional[str]:
    """As ``uname -m`` says it; None where no processor tells, or they differ."""
    told = {str(processor['instruction_set']).lower() for processor in _parts(node, 'processor') if processor.get('instruction_set')}
    return _ARCHITECTURES.get(told.pop()) if len(told) == 1 else None


def memory_mb(node: dict) -> int:
    return sum(module.get('total_memory_mb') or 0 for module in _parts(node, 'memory'))


def local_gb(storages: list) -> int:
    """GiB of the smallest drive that can hold a system (4 GiB at least), less one as Ironic wants it; 0 without one."""
    sizes = [drive.get('capacity_bytes') or 0 for drive in storages]
    fit = [size for size in sizes if size >= 4 << 30]
    return max(0, (min(fit) >> 30) - 1) if fit else 0


def _parts(node: dict, kind: str) -> list:
    metadata = node.get('metadata')
    parts = metadata.get(kind) if isinstance(metadata, dict) else None
    return [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
