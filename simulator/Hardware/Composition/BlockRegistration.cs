namespace Simulator.Hardware.Composition;

/// <summary>A system that is to become a resource block.</summary>
/// <param name="SystemId">Of a sled; the block has the same.</param>
/// <param name="Title">What the block is called; null leaves that to the pod.</param>
/// <param name="ZoneIds">Where it is to be found. Wiring decides that, so these can only be what they are; empty says nothing.</param>
public sealed record BlockRegistration(string SystemId, string? Title, string? Description, IReadOnlyList<string> ZoneIds)
{
    internal ResourceBlock BlockOf(ComputerSystem sled) => ResourceBlock.Of(sled) with { Title = Title, Description = Description };
}
