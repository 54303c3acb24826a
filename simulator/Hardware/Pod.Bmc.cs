namespace Simulator.Hardware;

/// <content>BMCs that go dark and come back.</content>
public sealed partial class Pod
{
    /// <summary>How long the BMC of a system is still expected to be dark; null when it answers. At least a second.</summary>
    public TimeSpan? DarkFor(ComputerSystem system) =>
        system.State.BmcDarkUntil is { } until ? TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling((until - _clock.GetUtcNow()).TotalSeconds))) : null;

    /// <summary>False when it is dark already.</summary>
    public bool GoDark(ComputerSystem system)
    {
        using (Act(system))
        {
            if (system.State.BmcDarkUntil is not null)
            {
                return false;
            }

            Change(system, state => state with { BmcDarkUntil = _clock.GetUtcNow() + Timings.BmcReset },
                new HardwareChange("bmc", system.Id, "Reset", $"The BMC of {system.Name} restarts and does not answer."));
            return true;
        }
    }

    public void ComeBack(ComputerSystem system)
    {
        using (Act(system))
        {
            Change(system, state => state with { BmcDarkUntil = null },
                new HardwareChange("bmc", system.Id, "Started", $"The BMC of {system.Name} answers again."));
            Activate(new FirmwareItem(FirmwareKind.Bmc, system.Id));
        }
    }

    public DateTimeOffset BmcTimeOf(BmcSettings bmc) => (Now + bmc.ClockAhead).ToOffset(bmc.LocalOffset);

    /// <param name="edit">Gets the present settings and the time of the world.</param>
    public void EditBmc(ComputerSystem system, Func<BmcSettings, DateTimeOffset, BmcSettings> edit) =>
        Change(system, state => state with { Bmc = edit(state.Bmc, Now) },
            new HardwareChange("bmc", system.Id, "Settings", $"The BMC of {system.Name} has other settings."));
}
