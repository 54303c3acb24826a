using Simulator.Hardware.ExpEther;

namespace Simulator.Hardware;

/// <content>An ExpEther fabric beside the racks. It shares nothing with them but the journal, the clock and the law.</content>
public sealed partial class Pod
{
    /// <summary>Null where the rack file has none.</summary>
    public ExpEtherFabric? ExpEther
    {
        get;
        init
        {
            field = value;
            if (value is not null)
            {
                value.Changed += change => Changed?.Invoke(change);
            }
        }
    }
}
