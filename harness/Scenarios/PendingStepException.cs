namespace Harness.Scenarios;

/// <summary>Thrown by a step that is bound but not written yet. It fails the scenario.</summary>
public sealed class PendingStepException() : Exception("The step is bound but not written yet.");
