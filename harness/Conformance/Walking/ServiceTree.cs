using System.Collections.Concurrent;

namespace Harness.Conformance.Walking;

/// <summary>Everything that was read of a service, by URI.</summary>
public sealed class ServiceTree
{
    public const string Root = "/redfish/v1";

    private readonly ConcurrentDictionary<string, Resource> _resources = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _leftOut = new(StringComparer.Ordinal);

    /// <summary>In the order of their URIs, so that two reports of one service read alike.</summary>
    public IReadOnlyList<Resource> Resources => [.. _resources.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => r.Value)];

    /// <summary>Those that answered with a body of their own.</summary>
    public IEnumerable<Resource> Documents => Resources.Where(r => r.IsDocument);

    public int Count => _resources.Count;

    /// <summary>What a link leads to, or null when it was not read.</summary>
    public Resource? Find(string target) => _resources.GetValueOrDefault(Key(target));

    /// <summary>Whether a limit kept the target, or something above it, from being read.</summary>
    public bool IsLeftOut(string target)
    {
        for (var key = Key(target); key.Length > Root.Length; key = key[..key.LastIndexOf('/')])
        {
            if (_leftOut.ContainsKey(key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What two spellings of one URI have in common: no fragment, no trailing slash.</summary>
    public static string Key(string target) => target.Split('#')[0].TrimEnd('/');

    internal void Put(Resource resource) => _resources[Key(resource.Uri)] = resource;

    internal void Remove(string uri) => _resources.TryRemove(Key(uri), out _);

    internal void LeaveOut(string target)
    {
        if (!_resources.ContainsKey(Key(target)))
        {
            _leftOut[Key(target)] = 0;
        }
    }
}
