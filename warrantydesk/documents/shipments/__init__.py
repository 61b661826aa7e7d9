"""Papers of old parts on their way: return list and its companions, counting, scrap, dispute."""
