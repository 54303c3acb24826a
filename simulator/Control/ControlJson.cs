using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Journal;

namespace Simulator.Control;

/// <param name="Frozen">Stops (true) or lets go (false) the virtual clock.</param>
/// <param name="AdvanceSeconds">Moves the virtual clock by so much; answered when the moment is reached.</param>
internal sealed record ClockChange(bool? Frozen, double? AdvanceSeconds);

/// <param name="Id">A system or pooled device.</param>
/// <param name="Health"><c>OK</c>, <c>Warning</c> or <c>Critical</c>.</param>
internal sealed record HealthChange(string? Id, string? Health);

/// <summary>The law of conservation, checked whole: <c>Installed</c> = <c>Free</c> + <c>Held</c> systems, pooled devices and boards of an ExpEther fabric.</summary>
/// <param name="Breaches">What is broken now, one sentence each.</param>
/// <param name="Found">Breaches that were found since the start, mended or not.</param>
internal sealed record InvariantsJson(bool Hold, int Installed, int Free, int Held, IReadOnlyList<string> Breaches, int Found);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SnapshotJson))]
[JsonSerializable(typeof(ControlProblem))]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(IReadOnlyList<JournalEntry>))]
[JsonSerializable(typeof(ClockJson))]
[JsonSerializable(typeof(ClockChange))]
[JsonSerializable(typeof(HealthChange))]
[JsonSerializable(typeof(IReadOnlyList<WorkRow>))]
[JsonSerializable(typeof(InvariantsJson))]
[JsonSerializable(typeof(JsonDocument))]
[JsonSerializable(typeof(ExplanationJson))]
[JsonSerializable(typeof(CompositionExplanationJson))]
internal sealed partial class ControlJson : JsonSerializerContext;
