using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>One step of cleaning, deploying or servicing.</summary>
/// <param name="Interface">Whose it is: <c>deploy</c>, <c>bios</c> …</param>
/// <param name="Step">Its name there.</param>
/// <param name="Priority">Higher ones first; 0 is not done unless asked for.</param>
internal sealed record NodeStep(string Interface, string Step, JsonObject Args, int Priority)
{
    /// <summary>May be interrupted by <c>abort</c>.</summary>
    public bool IsAbortable { get; init; }

    public string Name => $"{Interface}.{Step}";

    /// <summary>As <c>clean_step</c> and the like show it, and as an agent takes it.</summary>
    public JsonObject Json => new()
    {
        ["interface"] = Interface, ["step"] = Step, ["args"] = Args.DeepClone(), ["priority"] = Priority, ["abortable"] = IsAbortable,
    };

    /// <summary>Of a checked request, a template, or an agent's list.</summary>
    public static NodeStep Read(JsonNode? step) => new(
        Ironic.Json.Text(step?["interface"]) ?? "", Ironic.Json.Text(step?["step"]) ?? "", Ironic.Json.Object(step?["args"]), Number(step?["priority"] ?? step?["order"]))
    {
        IsAbortable = Ironic.Json.OptionalFlag(step?["abortable"]) == true,
    };

    private static int Number(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue<int>(out var number) ? number : 0;
}
