"""Ways to reach people that need the network: mail and a gateway for short messages."""
