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

    /// <summary>A text out of the input or the data; null when neither has it.</summary>
    public string? Given(string key) => (Input[key] ?? operation.Data[key])?.GetValue<string>();

    /// <summary>A list of texts in the data; empty when there is none.</summary>
    public IReadOnlyList<string> Texts(string key) => [.. (operation.Data[key] as JsonArray ?? []).Select(one => one!.GetValue<string>())];

    public void SetTexts(string key, IEnumerable<string> texts) => operation.Data[key] = new JsonArray([.. texts.Select(text => JsonValue.Create(text))]);

    public string Need(string key) =>
        Given(key) ?? throw new InvalidOperationException($"The operation {operation.Id} has no '{key}'.");

    /// <summary>Stores the data now; call it before an outside call whose intent it holds. A stop of the host does not cut it short.</summary>
    public Task SaveAsync() => store.SaveDataAsync(operation);
}
