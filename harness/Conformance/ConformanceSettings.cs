namespace Harness.Conformance;

/// <summary>What is checked, and how far.</summary>
public sealed record ConformanceSettings
{
    /// <summary>Scheme, host and port of the service.</summary>
    public required Uri Address { get; init; }

    /// <summary>Null walks what is open to everybody.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Folder with the standard's JSON schemas; null leaves the checks by schema not judged.</summary>
    public string? SchemaFolder { get; init; }

    /// <summary>Accepts any certificate. Default false.</summary>
    public bool Insecure { get; init; }

    /// <summary>PEM file with the authority that signed the service's certificate; null trusts what this machine trusts.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>Most members that are read of a collection, by the members' type; a type that is not named has no limit.</summary>
    public IReadOnlyDictionary<string, int> Limits { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Resources of each type that are asked more than a GET (HEAD, OPTIONS, without login …). Default 3.</summary>
    public int ProbesPerType { get; init; } = 3;

    /// <summary>Requests at the same time. Default 4.</summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>How long one answer may take. Default 30 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    public override string ToString() => $"ConformanceSettings {{ Address = {Address}, User = {User}, SchemaFolder = {SchemaFolder} }}";
}
