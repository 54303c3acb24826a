namespace ValenceCore.Registration;

/// <summary>Names in the row of a registration.</summary>
internal static class RegistrationKeys
{
    public const string NodeId = "node_id";
    public const string SealedBody = "sealed_body";
    /// <summary>In the caller's body.</summary>
    public const string Mac = "mac";

    /// <summary>In the <c>extra</c> of what is enrolled.</summary>
    public const string Marker = "valence_node_uuid";

    public const string Manage = "manage";
    public const string IronicUuid = "ironic_uuid";

    /// <summary>Set from just before Ironic is asked to make the node.</summary>
    public const string IsEnrolling = "enrolling";
}
