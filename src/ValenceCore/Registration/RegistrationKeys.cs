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
    public const string Inspect = "inspect";
    public const string Provide = "provide";
    public const string Undeploy = "undeploy";

    /// <summary>Ports in the caller's body.</summary>
    public const string Ports = "ports";

    /// <summary>Name and sealed password of the account that is made at the pod for Ironic.</summary>
    public const string AccountName = "account_name";
    public const string SealedPassword = "sealed_account_password";

    public const string IronicUuid = "ironic_uuid";

    /// <summary>Set from just before Ironic is asked to make the node.</summary>
    public const string IsEnrolling = "enrolling";
}
