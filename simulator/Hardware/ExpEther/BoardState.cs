namespace Simulator.Hardware.ExpEther;

/// <summary>A board at one moment.</summary>
/// <param name="Group">The group it is in; null for none.</param>
/// <param name="IsUp">Whether it answers the fabric's manager.</param>
/// <param name="Since">When it last changed.</param>
public sealed record BoardState(int? Group, bool IsUp, DateTimeOffset Since);
