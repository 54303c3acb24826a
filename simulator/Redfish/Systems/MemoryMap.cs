using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Where a memory module sits. The modules are spread evenly over the processors, in their order; each has a channel.</summary>
/// <param name="Number">From 1, over the whole system.</param>
/// <param name="Processor">Null in a system without one.</param>
internal sealed record MemoryMap(MemoryModule Module, int Number, int Socket, int Channel, Processor? Processor)
{
    public static IEnumerable<MemoryMap> Of(ComputerSystem system)
    {
        var sockets = Math.Max(1, system.Processors.Count);
        var perSocket = Math.Max(1, (system.Memory.Count + sockets - 1) / sockets);
        return system.Memory.Select((module, i) => new MemoryMap(
            module, i + 1, (i / perSocket) + 1, (i % perSocket) + 1, system.Processors.ElementAtOrDefault(i / perSocket)));
    }
}
