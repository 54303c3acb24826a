namespace Simulator.Ironic;

/// <summary>The one owner of all ports.</summary>
internal sealed class IronicPorts
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, IronicPort> _byUuid = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _uuidByAddress = new(StringComparer.Ordinal);
    private long _order;

    public IReadOnlyList<IronicPort> All()
    {
        lock (_lock)
        {
            return [.. _byUuid.Values.OrderBy(p => p.Order)];
        }
    }

    public IReadOnlyList<IronicPort> Of(string nodeUuid) => [.. All().Where(p => p.NodeUuid == nodeUuid)];

    public IronicPort? Find(string uuid)
    {
        lock (_lock)
        {
            return _byUuid.GetValueOrDefault(uuid)
                ?? (uuid.EndsWith(".json", StringComparison.Ordinal) ? _byUuid.GetValueOrDefault(uuid[..^5]) : null);
        }
    }

    /// <summary>Stores a new port, or a new version of one; 409 when its MAC or UUID is another's.</summary>
    public IronicError? Store(IronicPort port, bool isNew)
    {
        lock (_lock)
        {
            if (isNew && _byUuid.ContainsKey(port.Uuid))
            {
                return IronicErrors.Conflict($"A port with UUID {port.Uuid} already exists.");
            }

            if (_uuidByAddress.TryGetValue(port.Address, out var holder) && holder != port.Uuid)
            {
                return IronicErrors.Conflict($"A port with MAC address {port.Address} already exists.");
            }

            Forget_NeedsLock(port.Uuid);
            _byUuid[port.Uuid] = isNew ? port with { Order = ++_order } : port;
            _uuidByAddress[port.Address] = port.Uuid;
            return null;
        }
    }

    public void Remove(string uuid)
    {
        lock (_lock)
        {
            Forget_NeedsLock(uuid);
        }
    }

    private void Forget_NeedsLock(string uuid)
    {
        if (_byUuid.Remove(uuid, out var former))
        {
            _uuidByAddress.Remove(former.Address);
        }
    }
}
