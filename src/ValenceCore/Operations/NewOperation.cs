namespace ValenceCore.Operations;

/// <summary>An operation about to be stored.</summary>
/// <param name="Steps">Names of its steps, in order; none for one that is carried out by its members.</param>
/// <param name="AlsoClaimed">Subjects besides its own.</param>
internal sealed record NewOperation(Operation Operation, IReadOnlyList<string> Steps, IReadOnlyList<string> AlsoClaimed);
