namespace Valence.DriverContract;

/// <summary>Switches a node.</summary>
[Capability("power")]
public interface IControlPower
{
    /// <summary>Sends one reset of a Redfish type. Refused with 400 when the node does not list the type. Repeatable as far as the type is.</summary>
    Task ResetAsync(NodePlace node, string resetType, CancellationToken cancellation);

    /// <summary>Makes sure that the node is off; says what it did. Safe to repeat.</summary>
    Task<string> SwitchOffAsync(NodePlace node, CancellationToken cancellation);
}
