namespace Simulator.Redfish;

/// <summary>The part of a standard's message registry that this service sends: the one source of its messages and of its file.</summary>
/// <param name="prefix">For example <c>Base</c>.</param>
/// <param name="version">Of the standard's registry, with its errata: <c>1.22.1</c>.</param>
internal sealed class MessageRegistry(string prefix, string version, params IReadOnlyList<MessageDefinition> messages)
{
    private readonly Dictionary<string, MessageDefinition> _byKey = messages.ToDictionary(m => m.Key, StringComparer.Ordinal);

    public string Prefix => prefix;

    public string Version => version;

    /// <summary>With errata: <c>Base.1.22.1</c>, the id of the file.</summary>
    public string Id => $"{prefix}.{version}";

    /// <summary>Without errata, as message ids carry it: <c>Base.1.22</c>.</summary>
    public string Registry => Id[..Id.LastIndexOf('.')];

    public IReadOnlyList<MessageDefinition> Messages => messages;

    public bool Has(string key) => _byKey.ContainsKey(key);

    public string IdOf(string key) => $"{Registry}.{_byKey[key].Key}";

    /// <param name="says">A sentence that tells more than the registry's; null takes that.</param>
    /// <param name="resolution">A way out that fits this case; null takes the registry's.</param>
    /// <param name="related">JSON pointers into the request.</param>
    /// <exception cref="ArgumentException">The message takes another number of arguments.</exception>
    public RedfishMessage Message(
        string key, IReadOnlyList<string> args, string? says = null, string? resolution = null, IReadOnlyList<string>? related = null)
    {
        var definition = _byKey[key];
        return args.Count == definition.Arguments.Count
            ? new RedfishMessage(IdOf(key), says ?? definition.Say(args), args, related, definition.Severity, resolution ?? definition.Resolution)
            : throw new ArgumentException($"{key} takes {definition.Arguments.Count} arguments, not {args.Count}.", nameof(args));
    }
}
