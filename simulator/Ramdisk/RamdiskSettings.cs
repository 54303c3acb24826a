namespace Simulator.Ramdisk;

/// <summary>What agents of the rack know of the world. The addresses are set when the servers have started.</summary>
public sealed class RamdiskSettings(AgentBehaviour behaviour)
{
    public AgentBehaviour Behaviour => behaviour;

    /// <summary>The Ironic that agents look for; null while there is none.</summary>
    public Uri? Ironic { get; set; }

    /// <summary>Base of the addresses that agents tell Ironic to call, with a slash at its end.</summary>
    public Uri? CallbackBase { get; set; }
}
