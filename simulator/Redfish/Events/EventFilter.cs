namespace Simulator.Redfish;

/// <summary>What a subscriber wants to hear: every list that is not empty must hold the event (EventDestination v1_16_0).</summary>
internal sealed record EventFilter
{
    public static EventFilter Everything { get; } = new();

    public IReadOnlyList<string> EventTypes { get; init; } = [];

    public IReadOnlyList<string> RegistryPrefixes { get; init; } = [];

    public IReadOnlyList<string> ResourceTypes { get; init; } = [];

    /// <summary>With or without the version of the registry.</summary>
    public IReadOnlyList<string> MessageIds { get; init; } = [];

    public IReadOnlyList<string> OriginResources { get; init; } = [];

    public IReadOnlyList<string> Severities { get; init; } = [];

    public bool Lets(PodEvent happened)
    {
        var (prefix, key) = Parts(happened.Message.Id);
        return Has(EventTypes, happened.Type)
            && Has(RegistryPrefixes, prefix)
            && Has(ResourceTypes, happened.OriginType)
            && (MessageIds.Count == 0 || MessageIds.Any(id => Parts(id) == (prefix, key)))
            && Has(OriginResources, happened.Origin)
            && Has(Severities, happened.Message.Severity);
    }

    /// <summary>True for an id that this service sends.</summary>
    public static bool IsKnown(string messageId)
    {
        var (prefix, key) = Parts(messageId);
        return MessageRegistries.All.Any(r => r.Prefix == prefix && r.Has(key) && (messageId == $"{prefix}.{key}" || messageId == r.IdOf(key)));
    }

    public static (string Prefix, string Key) Parts(string messageId)
    {
        var parts = messageId.Split('.');
        return (parts[0], parts[^1]);
    }

    private static bool Has(IReadOnlyList<string> wanted, string? value) => wanted.Count == 0 || (value is not null && wanted.Contains(value));
}
