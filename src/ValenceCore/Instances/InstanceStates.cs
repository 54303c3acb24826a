namespace ValenceCore.Instances;

/// <summary>The states of an instance and the verbs that lead out of them (valence-api 6.3).</summary>
internal static class InstanceStates
{
    public const string Building = "building";
    public const string Active = "active";
    public const string Stopped = "stopped";

    /// <summary>It did not come to be, or what was done with it last failed; <c>fault</c> says why.</summary>
    public const string Error = "error";
    public const string Deleting = "deleting";
    public const string Rebuilding = "rebuilding";
    public const string PoweringOn = "powering-on";
    public const string PoweringOff = "powering-off";
    public const string SoftPoweringOff = "soft-powering-off";
    public const string Rebooting = "rebooting";
    public const string SoftRebooting = "soft-rebooting";

    public static readonly IReadOnlyList<string> All =
        [Building, Active, Stopped, Error, Deleting, Rebuilding, PoweringOn, PoweringOff, SoftPoweringOff, Rebooting, SoftRebooting];

    /// <summary>What a power verb is called at Ironic, from where it may be asked for, what the instance is meanwhile and afterwards.</summary>
    public static readonly IReadOnlyDictionary<string, PowerVerb> PowerVerbs = new Dictionary<string, PowerVerb>
    {
        ["on"] = new("power on", [Stopped], PoweringOn, Active, "power on"),
        ["off"] = new("power off", [Active], PoweringOff, Stopped, "power off"),
        ["soft off"] = new("soft power off", [Active], SoftPoweringOff, Stopped, "power off"),
        ["reboot"] = new("rebooting", [Active], Rebooting, Active, "power on"),
        ["soft reboot"] = new("soft rebooting", [Active], SoftRebooting, Active, "power on"),
    };

    /// <summary>The same by Ironic's word.</summary>
    public static readonly IReadOnlyDictionary<string, PowerVerb> PowerTargets = PowerVerbs.Values.ToDictionary(verb => verb.Target);

    /// <summary>States in which there is something to install anew.</summary>
    public static readonly IReadOnlyList<string> Rebuildable = [Active, Stopped, Error];
}

/// <param name="Target">Ironic's word for it.</param>
/// <param name="Power">The power state that it ends in.</param>
internal sealed record PowerVerb(string Target, IReadOnlyList<string> From, string Meanwhile, string Goal, string Power);
