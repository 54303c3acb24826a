namespace Valence.Client;

/// <summary>A query string; what is null is left out.</summary>
internal sealed class Query
{
    private readonly List<string> parts = [];

    public void Put(string name, string? value)
    {
        if (value is not null)
        {
            parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }

    public override string ToString() => parts.Count == 0 ? "" : "?" + string.Join('&', parts);
}
