namespace Simulator.Ironic;

/// <summary>Requests on a node that its machine must be able to do.</summary>
internal static class MachineRequests
{
    /// <summary>The node's machine as one that has the capability; 400 when the hardware type, or the interface that the node has chosen, has not.</summary>
    /// <param name="conductor">Of the node.</param>
    /// <param name="node">The node.</param>
    /// <param name="kind">Of the interface: <c>bios</c>.</param>
    public static Outcome<TCapability> Capable<TCapability>(this Conductor conductor, IronicNode node, string kind)
        where TCapability : class => conductor.Hardware.Of(node) is TCapability able && !IsOff(node, kind)
            ? Outcome<TCapability>.Of(able)
            : IronicErrors.Unsupported(node.Driver, kind);

    /// <summary>The interface that says that there is none.</summary>
    public static bool IsOff(IronicNode node, string kind) => node.Interfaces.GetValueOrDefault(kind)?.StartsWith("no-", StringComparison.Ordinal) == true;

    /// <summary>Asks the machine while the request waits.</summary>
    public static async Task<IResult> OnMachineAsync<TCapability>(
        this Conductor conductor, HttpContext context, string identifier, string kind, Func<TCapability, BmcCall, Task<IResult>> act, bool changes = false)
        where TCapability : class
    {
        var found = conductor.FindNode(context, identifier);
        if (found.Error is not null)
        {
            return found.Error;
        }

        var able = conductor.Capable<TCapability>(found.Value, kind);
        return (able.Error ?? (changes ? Conductor.RefuseLocked(found.Value) : null) ?? conductor.RefuseBadDriverInfo(found.Value)) is { } refusal
            ? refusal
            : await BmcRequests.RunAsync(context, found.Value, call => act(able.Value, call));
    }
}
