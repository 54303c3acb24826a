namespace Harness.Scenarios;

/// <summary>What a step is, once And, But and * have taken the kind of the step before them.</summary>
public enum StepKind
{
    Given,
    When,
    Then,
}
