using System.Text.Json.Nodes;

namespace Valence.DriverContract;

/// <summary>Says how Ironic is to control a node of this pod; without it, as a Redfish system of the pod manager.</summary>
[Capability("register")]
public interface IPrepareRegistration
{
    /// <summary>Changes nothing. What the caller of a registration gives goes over it. A node whose details have no interface gets its port from
    /// the caller, too (<c>mac</c>).</summary>
    IronicAccess Access(NodeDetails node);
}

/// <param name="Driver">Name of the Ironic driver unless the caller names one, e.g. <c>ipmi</c>.</param>
/// <param name="DriverInfo">What that driver is told; may be empty where only the caller knows.</param>
/// <param name="NeedsDriverInfo">True when the caller has to give <c>driver_info</c>.</param>
public sealed record IronicAccess(string Driver, JsonObject DriverInfo, bool NeedsDriverInfo);
