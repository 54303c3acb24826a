namespace Harness.Drivers.Deviations;

/// <summary>One way in which a service does otherwise than most, seen once or often.</summary>
/// <param name="Kind">One word for programs, such as <c>missing-location</c>.</param>
/// <param name="Seen">What the service does.</param>
/// <param name="Usual">What is usual, with the source.</param>
/// <param name="Example">Method and path where it was seen first.</param>
/// <param name="Times">How often.</param>
public sealed record Deviation(string Kind, string Seen, string Usual, string Example, int Times);
