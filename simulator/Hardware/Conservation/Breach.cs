namespace Simulator.Hardware.Conservation;

/// <summary>A place where the law of conservation does not hold.</summary>
/// <param name="Subject">Id of the system, device, node or storage service.</param>
/// <param name="Text">What is wrong there.</param>
public sealed record Breach(string Subject, string Text);
