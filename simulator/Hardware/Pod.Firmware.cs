using System.Security.Cryptography;
using System.Text;

namespace Simulator.Hardware;

/// <content>Firmware settings, virtual drives and logs of systems.</content>
public sealed partial class Pod
{
    public BootProgress BootProgressOf(ComputerSystem system) => BootProgressOf(system.State);

    public BootProgress BootProgressOf(SystemState state) =>
        BootProgress.At(state.Power, state.PowerSince, _clock.GetUtcNow(), Timings.PowerOn);

    /// <summary>Tells that a booting system has reached a stage. The stage itself follows from the clock; this is for those who listen.</summary>
    public void ReportBoot(ComputerSystem system, BootStage stage)
    {
        using (Act(system))
        {
            WriteConsole(system, BootText.Of(system, stage));
            Changed?.Invoke(new HardwareChange("boot", system.Id, stage.ToString(), $"{system.Name} boots: {stage}."));
        }
    }

    /// <summary>Changes what the next boot sets; <paramref name="edit"/> gets the settings that wait, or else the present ones.</summary>
    public void SetPendingBios(ComputerSystem system, Func<BiosSettings, BiosSettings> edit) =>
        Change(system, state => state with
        {
            Firmware = state.Firmware with { PendingBios = edit(state.Firmware.PendingBios ?? state.Firmware.Bios) },
        }, new HardwareChange("firmware", system.Id, "BiosSettings", $"{system.Name} takes other BIOS settings at its next boot."));

    /// <summary>Changes a password of the setup menu; an empty one takes it away. False when <paramref name="old"/> is not the present one.</summary>
    public bool ChangeBiosPassword(ComputerSystem system, BiosPassword which, string old, string wanted)
    {
        using (Act(system))
        {
            if (system.State.Firmware.Passwords.GetValueOrDefault(which, "") != Hash(old))
            {
                return false;
            }

            Change(
                system,
                state => state with
                {
                    Firmware = state.Firmware with
                    {
                        Passwords = wanted.Length == 0 ? state.Firmware.Passwords.Remove(which) : state.Firmware.Passwords.SetItem(which, Hash(wanted)),
                    },
                },
                new HardwareChange("firmware", system.Id, "BiosPassword", $"The {which} of {system.Name} is {(wanted.Length == 0 ? "taken away" : "set")}."));
            return true;
        }

        string Hash(string password) =>
            password.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{system.Uuid}/{which}/{password}")));
    }

    public void SetSecureBoot(ComputerSystem system, bool isWanted) =>
        Change(system, state => state with { Firmware = state.Firmware with { SecureBootWanted = isWanted } },
            new HardwareChange("firmware", system.Id, "SecureBoot", $"{system.Name} boots {(isWanted ? "securely" : "without secure boot")} from its next boot on."));

    public void ResetKeys(ComputerSystem system, KeyReset reset) =>
        Change(system, state => state with { Firmware = state.Firmware with { HasPlatformKey = reset == KeyReset.ResetAllKeysToDefault } },
            new HardwareChange("firmware", system.Id, reset.ToString(), $"The secure boot keys of {system.Name}: {reset}."));

    /// <summary>Puts a medium into an empty virtual drive. False when something lies in it.</summary>
    public bool Insert(ComputerSystem system, VirtualDrive drive, VirtualMedium medium)
    {
        using (Act(system))
        {
            if (system.State.MediumIn(drive) is not null)
            {
                return false;
            }

            Change(system, state => state.WithMedium(drive, medium),
                new HardwareChange("media", system.Id, "Inserted", $"{drive} of {system.Name} holds a medium."));
            return true;
        }
    }

    /// <summary>Empties a virtual drive; an empty one stays so.</summary>
    public void Eject(ComputerSystem system, VirtualDrive drive) =>
        Change(system, state => state.WithMedium(drive, medium: null),
            new HardwareChange("media", system.Id, "Ejected", $"{drive} of {system.Name} is empty."));

    public void ClearLog(ComputerSystem system, Func<SystemLogEntry, bool> cleared)
    {
        using (Act(system))
        {
            system.Write_NeedsLock(system.Log.Without(cleared));
        }
    }
}
