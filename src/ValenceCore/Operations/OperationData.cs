using System.Text.Json.Nodes;

namespace ValenceCore.Operations;

/// <summary>A step's view of its operation's row.</summary>
internal sealed class OperationData(Operation operation, OperationStore store)
{
    public string OperationId => operation.Id;

    public JsonObject Input => operation.Input;

    /// <summary>True when a former runner had begun this step, or its undoing, and nobody knows how far it came.</summary>
    public bool IsRepeated { get; set; }

    public string? this[string key]
    {
        get => operation.Data[key]?.GetValue<string>();
        set => operation.Data[key] = value;
    }

    public string Need(string key) =>
        (Input[key] ?? operation.Data[key])?.GetValue<string>()
        ?? throw new InvalidOperationException($"The operation {operation.Id} has no '{key}'.");

    /// <summary>Stores the data now; call it before an outside call whose intent it holds. A stop of the host does not cut it short.</summary>
    public Task SaveAsync() => store.SaveDataAsync(operation);
}
