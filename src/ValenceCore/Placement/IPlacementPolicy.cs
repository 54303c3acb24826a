namespace ValenceCore.Placement;

/// <summary>Says which pod is asked first when a request names none. A policy is one file in this room: it is found by its type and chosen by its name.</summary>
internal interface IPlacementPolicy
{
    /// <summary>As the option <c>Placement</c> and the field <c>placement</c> of a request name it.</summary>
    string Name { get; }

    /// <summary>True when it is worth to read a pod whose inventory is not known, before any pod is asked.</summary>
    bool WeighsStock => true;

    /// <summary>The pods in the order in which they are to be asked. All of them: the inventory may be out of date, and the pods decide.</summary>
    IEnumerable<PodStock> Order(IReadOnlyList<PodStock> pods, Requirements wanted);
}
