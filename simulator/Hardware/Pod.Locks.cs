namespace Simulator.Hardware;

/// <content>
/// The locks of a pod: one for each group of racks, and one for the volumes of its storage services. They are taken in that order, groups
/// by number; who breaks the order is told at once, before it can wait for ever.
/// </content>
public sealed partial class Pod
{
    // What the outermost verb on this thread has touched so far.
    [ThreadStatic]
    private static HashSet<string>? _touched;

    [ThreadStatic]
    private static int _depth;

    private readonly DeviceGroups _groups;

    // The groups', then that of the storage services.
    private readonly Lock[] _locks;

    private int StorageLock => _locks.Length - 1;

    /// <summary>A verb on anything: holds every lock.</summary>
    private Verb Act() => new(this, 0, StorageLock);

    private Verb Act(ComputerSystem system) => ActOnGroup(_groups.OfRack(system.RackId));

    private Verb Act(PooledDevice device) => ActOnGroup(GroupOf(device));

    /// <summary>A verb on a node; on everything when there is none of that id.</summary>
    private Verb ActOnNode(string nodeId) => FindNode(nodeId) is { } node ? Act(Systems[node.SystemId]) : Act();

    /// <summary>A verb on the volumes of storage services, by itself or within one on a group.</summary>
    private Verb ActOnStorage() => ActOnGroup(StorageLock);

    /// <summary>A verb on blocks and a system, if there is one: on their group when all lie in one, else on everything.</summary>
    private Verb ActOnBlocks(IEnumerable<string> blockIds, ComputerSystem? system = null)
    {
        var groups = blockIds.SelectMany(id => FindBlock(id)?.Parts ?? [])
            .Select(part => part.Sled is { } sled ? _groups.OfRack(sled.RackId) : GroupOf(part.Device!))
            .Concat(system is null ? [] : [_groups.OfRack(system.RackId)]).Distinct().ToList();
        return groups is [var only] ? ActOnGroup(only) : Act();
    }

    private Verb ActOnGroup(int number) => new(this, number, number);

    private int GroupOf(PooledDevice device) => _groups.OfRack(device.ReachedFrom.First());

    private bool HoldsStorageLock => _locks[StorageLock].IsHeldByCurrentThread;

    /// <summary>What takes many searches is for when nobody waits: throws while this thread is within a verb.</summary>
    internal static void RefuseWithinVerb()
    {
        if (_depth > 0)
        {
            throw new InvalidOperationException("Advice is looked for while locks of the pod are held.");
        }
    }

    // After the change: the law looks at it when the verb ends, the index of systems at once, as the verb itself may search.
    private void Touch_NeedsLock(IEnumerable<string> subjects)
    {
        _touched ??= new HashSet<string>(StringComparer.Ordinal);
        foreach (var subject in subjects)
        {
            _touched.Add(subject);
            if (Systems.TryGetValue(subject, out var system))
            {
                Index.Put_NeedsLock(Places.Of(system), AvailabilityOf(system));
            }
        }
    }

    private readonly ref struct Verb
    {
        private readonly Pod? _pod;
        private readonly int _first;
        private readonly int _last;

        public Verb(Pod pod, int first, int last)
        {
            (_pod, _first, _last) = (pod, first, last);
            var isLaterHeld = false;
            for (var later = pod._locks.Length - 1; later >= first; later--)
            {
                var isHeld = pod._locks[later].IsHeldByCurrentThread;
                if (isLaterHeld && !isHeld && later <= last)
                {
                    throw new InvalidOperationException($"Lock {later} of the pod is asked for while a later one is held.");
                }

                isLaterHeld |= isHeld;
            }

            for (var index = first; index <= last; index++)
            {
                pod._locks[index].Enter();
            }

            _depth++;
        }

        public void Dispose()
        {
            // No verb at all, where only some requests need one.
            if (_pod is null)
            {
                return;
            }

            try
            {
                if (_depth == 1)
                {
                    _pod.CheckTouched_NeedsLock();
                }
            }
            finally
            {
                _depth--;
                for (var index = _last; index >= _first; index--)
                {
                    _pod._locks[index].Exit();
                }
            }
        }
    }
}
